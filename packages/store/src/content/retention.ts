import { past, removal, type RetentionRules } from '../postgres/retention.js';

/** The deleted posts to remove next. Their number is limited because the rows that belong to them may be most of the database. */
const pastPosts = `(SELECT id, deleted_at FROM posts WHERE deleted_at < ${past} ORDER BY deleted_at LIMIT $2)`;
const childless = 'NOT EXISTS (SELECT FROM comments r WHERE r.parent_id = c.id)';

/**
 * A share shows nothing without its post. It is marked as deleted just before the post, so that it is removed first: the
 * post cannot be removed while a share refers to it.
 */
const deleteShares = `UPDATE posts s SET deleted_at = p.deleted_at - interval '1 microsecond' FROM ${pastPosts} p
   WHERE s.ctid = ANY (ARRAY(
     SELECT s.ctid FROM ${pastPosts} p JOIN posts s ON s.shared_post_id = p.id
     WHERE s.deleted_at IS NULL OR s.deleted_at >= p.deleted_at LIMIT $2 FOR UPDATE OF s SKIP LOCKED))
     AND p.id = s.shared_post_id
   RETURNING 1 AS one`;

/**
 * Removes posts and comments that were deleted. The rows that belong to a post are removed before it, so that no cascade
 * makes a step larger than its limit.
 */
export const contentRetention = {
  removed_likes: { period: 'events', sql: removal('post_unlikes', 'u', `WHERE id_time(u.id) < ${past}`) },
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
  // A comment with replies keeps its place in the thread.
  deleted_comments: {
    period: 'deletedContent',
    sql: removal('comments', 'c', `WHERE c.deleted_at < ${past} AND ${childless}`),
  },
} as const satisfies RetentionRules;
