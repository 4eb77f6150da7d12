import { BoundModel } from './bound-model.js';
import type { Runner } from './connection.js';
import { commentLikes, comments, postLikes, posts, postUnlikes } from './content.js';
import { follows } from './graph.js';
import { deletedSessions, refreshTokens, sessions, users } from './identity.js';
import { feedChanges, feedLife } from './journal.js';
import { auditLog, processes } from './operators.js';
import { events, feedState, idempotencyKeys, tasks } from './queue.js';
import { blocks, mutes } from './safety.js';
import type { Table } from './table.js';

/** A model for every table. */
export const tables = {
  User: users,
  Session: sessions,
  RefreshToken: refreshTokens,
  DeletedSession: deletedSessions,
  Follow: follows,
  Post: posts,
  Comment: comments,
  PostLike: postLikes,
  PostUnlike: postUnlikes,
  CommentLike: commentLikes,
  Block: blocks,
  Mute: mutes,
  Task: tasks,
  Event: events,
  IdempotencyKey: idempotencyKeys,
  FeedState: feedState,
  FeedChange: feedChanges,
  FeedLife: feedLife,
  AuditEntry: auditLog,
  Process: processes,
} as const;

type Bound<T> = T extends Table<infer Row, infer Joined> ? BoundModel<Row, Joined> : never;

/** Decision record 6 says which statements are written in SQL instead. */
export type Models = { readonly [Name in keyof typeof tables]: Bound<(typeof tables)[Name]> };

class BoundModels {
  constructor(readonly runner: Runner) {}
}

for (const [name, table] of Object.entries(tables))
  Object.defineProperty(BoundModels.prototype, name, {
    get(this: BoundModels) {
      return new BoundModel(table as Table<object>, this.runner);
    },
  });

/** The models on a pool, or in a transaction. Each is made when it is used, because a call uses one of many. */
export const modelsOf = (runner: Runner): Models => new BoundModels(runner) as unknown as Models;
