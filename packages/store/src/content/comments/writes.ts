import type { Queryable, Tx } from '../../postgres/queryable.js';
import { statement } from '../statement.js';
import { visibleComment, visibleCommentOn } from '../../visibility.js';

export interface NewComment {
  postId: string;
  authorId: string;
  parentId: string | null;
  content: string;
}

const insertComment = statement<{ id: string }>(
  'comments.insert',
  `WITH added AS (
     INSERT INTO comments (post_id, author_id, parent_id, content) VALUES ($1, $2, $3, $4)
     RETURNING id, post_id, parent_id
   ), replied AS (
     UPDATE comments c SET reply_count = c.reply_count + 1 FROM added WHERE c.id = added.parent_id)
   UPDATE posts p SET comment_count = p.comment_count + 1 FROM added WHERE p.id = added.post_id RETURNING added.id`,
);

const updateComment = statement<{ id: string }>(
  'comments.update',
  `UPDATE comments c SET content = $3, updated_at = now()
   FROM posts p
   WHERE c.id = $2 AND c.author_id = $1 AND c.content <> $3 AND p.id = c.post_id AND ${visibleCommentOn('$1', 'c', 'p')}
   RETURNING c.id`,
);

const selectParent = statement<{ id: string }>(
  'comments.parent',
  `SELECT c.id FROM comments c
   WHERE c.id = $2 AND c.post_id = $3 AND ${visibleComment('$1', 'c')}`,
);

const lockComment = statement<{ id: string; visible: boolean }>(
  'comments.lock',
  `SELECT c.id, ${visibleCommentOn('$1', 'c', 'p')} AS visible
   FROM comments c JOIN posts p ON p.id = c.post_id WHERE c.id = $2 FOR NO KEY UPDATE OF c`,
);

const deleteThread = statement<{ id: string }>(
  'comments.delete',
  `WITH RECURSIVE thread AS (
     SELECT id FROM comments WHERE id = $1 AND deleted_at IS NULL
     UNION ALL
     SELECT c.id FROM thread JOIN comments c ON c.parent_id = thread.id WHERE c.deleted_at IS NULL
   ), locked AS MATERIALIZED (
     SELECT id FROM comments
     WHERE id = ANY(ARRAY(SELECT id FROM thread UNION ALL SELECT parent_id FROM comments WHERE id = $1))
     ORDER BY id FOR NO KEY UPDATE
   ), gone AS (
     UPDATE comments c SET deleted_at = now(), reply_count = 0
     WHERE c.id = ANY(ARRAY(SELECT id FROM locked INTERSECT SELECT id FROM thread)) RETURNING c.id, c.post_id, c.parent_id
   ), parent AS (
     UPDATE comments c SET reply_count = c.reply_count - 1 FROM gone
     WHERE gone.id = $1 AND c.id = gone.parent_id)
   UPDATE posts p SET comment_count = p.comment_count - (SELECT count(*) FROM gone)
   FROM gone WHERE gone.id = $1 AND p.id = gone.post_id RETURNING p.id`,
);

const selectStanding = statement<CommentStanding>(
  'comments.standing',
  `SELECT c.post_id AS "postId", c.author_id = $1 OR p.author_id = $1 AS own, c.deleted_at IS NOT NULL AS deleted
   FROM comments c JOIN posts p ON p.id = c.post_id
   WHERE c.id = $2 AND (c.author_id = $1 OR p.author_id = $1 OR (${visibleCommentOn('$1', 'c', 'p')}))`,
);

/** Whether an account can delete a comment. */
export interface CommentStanding {
  postId: string;
  /** Whether the account wrote the comment, or the post that it is on. */
  own: boolean;
  deleted: boolean;
}

/** Creates the comment and counts it. The post has to be locked. @returns its id */
export async function insertNewComment(tx: Tx, comment: NewComment): Promise<string> {
  const { postId, authorId, parentId, content } = comment;
  const [row] = await tx.query(insertComment, [postId, authorId, parentId, content]);
  if (!row) throw new Error('the new comment has no id');
  return row.id;
}

export interface CommentChange {
  id: string;
  authorId: string;
  content: string;
}

/** @returns false when the author sees no such comment of its own, or it has this text already */
export async function changeComment(tx: Tx, { id, authorId, content }: CommentChange): Promise<boolean> {
  return (await tx.query(updateComment, [authorId, id, content])).length > 0;
}

/** Whether the comment is on the post and visible to the viewer, who is known to see the post. */
export async function canReplyTo(
  q: Queryable,
  viewerId: string,
  comment: { id: string; postId: string },
): Promise<boolean> {
  return (await q.query(selectParent, [viewerId, comment.id, comment.postId])).length > 0;
}

/** @returns whether the viewer may see the comment, or null when there is no such comment */
export async function lockCommentFor(
  tx: Tx,
  viewerId: string,
  commentId: string,
): Promise<{ visible: boolean } | null> {
  return (await tx.query(lockComment, [viewerId, commentId]))[0] ?? null;
}

/** Deletes the comment with all replies below it. The post has to be locked. @returns false when it was already deleted */
export async function markThreadDeleted(tx: Tx, commentId: string): Promise<boolean> {
  return (await tx.query(deleteThread, [commentId])).length > 0;
}

/** Null when there is no comment that the account may see. */
export async function commentStanding(
  q: Queryable,
  userId: string,
  commentId: string,
): Promise<CommentStanding | null> {
  return (await q.query(selectStanding, [userId, commentId]))[0] ?? null;
}
