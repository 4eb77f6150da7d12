import type { Tx } from '../postgres/queryable.js';
import { statement, type Statement } from '../postgres/statement.js';

/** How long each thing is kept after its end, in seconds. */
export interface RetentionPeriods {
  /** Events that were dispatched. */
  readonly events: number;
  readonly doneTasks: number;
  readonly deadTasks: number;
  readonly idempotencyKeys: number;
  /** Sessions that expired or were revoked, with their refresh tokens. */
  readonly endedSessions: number;
  /** Posts and comments that were deleted. */
  readonly deletedContent: number;
}

interface Rule {
  period: keyof RetentionPeriods;
  /** $1: the period in seconds, $2: rows at most. */
  sql: string;
}

const past = 'now() - make_interval(secs => $1)';
/** The posts whose turn it is. Only so many are looked at: what hangs on them may be most of the database. */
const pastPosts = `(SELECT id, deleted_at FROM posts WHERE deleted_at < ${past} ORDER BY deleted_at LIMIT $2)`;
const childless = 'NOT EXISTS (SELECT FROM comments r WHERE r.parent_id = c.id)';

/** An array is computed once; a subquery under IN may be repeated, and then removes more than its limit. */
const removal = (table: string, alias: string, selection: string): string =>
  `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
     SELECT ${alias}.ctid FROM ${table} ${alias} ${selection} LIMIT $2 FOR UPDATE OF ${alias} SKIP LOCKED))
   RETURNING 1 AS one`;

/** A share has nothing to show without its post. It gets its turn before the post, which cannot go while it is there. */
const deleteShares = `UPDATE posts s SET deleted_at = p.deleted_at - interval '1 microsecond' FROM ${pastPosts} p
   WHERE s.ctid = ANY (ARRAY(
     SELECT s.ctid FROM ${pastPosts} p JOIN posts s ON s.shared_post_id = p.id
     WHERE s.deleted_at IS NULL OR s.deleted_at >= p.deleted_at LIMIT $2 FOR UPDATE OF s SKIP LOCKED))
     AND p.id = s.shared_post_id
   RETURNING 1 AS one`;

/** In this order: what hangs on a post goes before it, so that no cascade makes a step larger than its limit. */
const rules = {
  dispatched_events: {
    period: 'events',
    sql: removal('events', 'e', `WHERE e.dispatched_at < ${past}`),
  },
  done_tasks: {
    period: 'doneTasks',
    sql: removal('tasks', 't', `WHERE t.state = 'done' AND t.finished_at < ${past}`),
  },
  dead_tasks: {
    period: 'deadTasks',
    sql: removal('tasks', 't', `WHERE t.state = 'dead' AND t.finished_at < ${past}`),
  },
  idempotency_keys: {
    period: 'idempotencyKeys',
    sql: removal('idempotency_keys', 'k', `WHERE k.created_at < ${past}`),
  },
  refresh_tokens: {
    period: 'endedSessions',
    sql: removal('refresh_tokens', 'r', `WHERE r.expires_at < ${past}`),
  },
  sessions: {
    period: 'endedSessions',
    sql: removal('sessions', 's', `WHERE s.expires_at < ${past} OR s.revoked_at < ${past}`),
  },
  shares_of_deleted_posts: { period: 'deletedContent', sql: deleteShares },
  likes_of_deleted_posts: {
    period: 'deletedContent',
    sql: removal('post_likes', 'l', `JOIN ${pastPosts} p ON p.id = l.post_id`),
  },
  comments_of_deleted_posts: {
    period: 'deletedContent',
    sql: removal('comments', 'c', `JOIN ${pastPosts} p ON p.id = c.post_id WHERE ${childless}`),
  },
  deleted_posts: {
    period: 'deletedContent',
    sql: removal(
      'posts',
      'p',
      `WHERE p.id IN (SELECT id FROM ${pastPosts} AS turn)
       AND NOT EXISTS (SELECT FROM post_likes l WHERE l.post_id = p.id)
       AND NOT EXISTS (SELECT FROM comments c WHERE c.post_id = p.id)
       AND NOT EXISTS (SELECT FROM posts s WHERE s.shared_post_id = p.id)`,
    ),
  },
  // A comment with answers keeps its place in the thread.
  deleted_comments: {
    period: 'deletedContent',
    sql: removal('comments', 'c', `WHERE c.deleted_at < ${past} AND ${childless}`),
  },
} as const satisfies Record<string, Rule>;

/** What retention removes, by name. */
export type Retained = keyof typeof rules;
export const retained = Object.keys(rules) as Retained[];

const statements = new Map<Retained, Statement<{ one: number }>>(
  retained.map((name) => [name, statement(`retention.${name}`, rules[name].sql)]),
);

/**
 * Removes at most `limit` rows of each kind that is past its time.
 * @returns how many, without the zeros: when it is empty nothing is left to remove
 */
export async function removeExpired(
  tx: Tx,
  periods: RetentionPeriods,
  limit: number,
): Promise<Partial<Record<Retained, number>>> {
  const removed: Partial<Record<Retained, number>> = {};
  for (const [name, remove] of statements) {
    const { length } = await tx.query(remove, [periods[rules[name].period], limit]);
    if (length > 0) removed[name] = length;
  }
  return removed;
}
