import assert from 'node:assert/strict';
import type { Database } from '@feed/store/postgres/queryable';
import { statement } from '@feed/store/postgres/statement';
import type { Answer, Client } from './client.js';
import type { Someone } from './people.js';

const createPost = `mutation ($content: String!) {
  createPost(input: { content: $content }) { success message post { id } } }`;
const createComment = `mutation ($input: CreateCommentInput!) {
  createComment(input: $input) { success message comment { id } } }`;
const sharePost = `mutation ($input: SharePostInput!) { sharePost(input: $input) { success message share { id } } }`;

/** Every stored counter of posts, comments and accounts that differs from the number of its rows. */
const drift = statement<{ id: string }>(
  'test.content_drift',
  `SELECT id FROM posts p WHERE shared_post_id IS NULL AND (
     like_count <> (SELECT count(*) FROM post_likes l WHERE l.post_id = p.id) OR
     comment_count <> (SELECT count(*) FROM comments c WHERE c.post_id = p.id AND c.deleted_at IS NULL) OR
     share_count <> (SELECT count(*) FROM posts s WHERE s.shared_post_id = p.id AND s.deleted_at IS NULL))
   UNION ALL SELECT id FROM comments c WHERE
     like_count <> (SELECT count(*) FROM comment_likes l WHERE l.comment_id = c.id) OR
     reply_count <> (SELECT count(*) FROM comments r WHERE r.parent_id = c.id AND r.deleted_at IS NULL)
   UNION ALL SELECT id FROM users u WHERE posts_count <>
     (SELECT count(*) FROM posts p WHERE p.author_id = u.id AND p.shared_post_id IS NULL AND p.deleted_at IS NULL)`,
);
const deadlocks = statement<{ count: string }>(
  'test.deadlocks',
  'SELECT deadlocks AS count FROM pg_stat_database WHERE datname = current_database()',
);
const insertBlock = statement('test.block', 'INSERT INTO blocks (blocker_id, blocked_id) VALUES ($1, $2)');

export async function assertNoDrift(database: Database): Promise<void> {
  assert.deepEqual(await database.query(drift), []);
}

/** Transactions are retried after a deadlock, so no other assertion would notice one. */
export async function assertNoDeadlocks(database: Database): Promise<void> {
  assert.deepEqual(await database.query(deadlocks), [{ count: '0' }]);
}

export async function block(database: Database, blocker: Someone, blocked: Someone): Promise<void> {
  await database.query(insertBlock, [blocker.id, blocked.id]);
}

/** Writes through the api. Every write must succeed and returns the new id. */
export interface Content {
  post(author: Someone, content?: string): Promise<string>;
  comment(author: Someone, postId: string, parentCommentId?: string): Promise<string>;
  share(sharer: Someone, postId: string, caption?: string): Promise<string>;
}

export function contentOf(client: Client): Content {
  const idOf = (payload: NonNullable<Answer['data']>, key: string): string => {
    assert.equal(payload.success, true, payload.message);
    return payload[key].id as string;
  };
  return {
    async post({ token }, content = 'text') {
      return idOf((await client.data(createPost, { content }, token)).createPost, 'post');
    },
    async comment({ token }, postId, parentCommentId) {
      const input = { postId, parentCommentId, content: 'text' };
      return idOf((await client.data(createComment, { input }, token)).createComment, 'comment');
    },
    async share({ token }, postId, caption) {
      return idOf((await client.data(sharePost, { input: { postId, caption } }, token)).sharePost, 'share');
    },
  };
}
