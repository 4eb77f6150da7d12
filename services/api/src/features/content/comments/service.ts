import { CodedError } from '@feed/platform/errors';
import type { CommentView } from '@feed/store/content/comments/view';
import {
  canReplyTo,
  changeComment,
  type CommentChange,
  commentStanding,
  insertNewComment,
  markThreadDeleted,
  type NewComment,
} from '@feed/store/content/comments/writes';
import { visibleComments } from '@feed/store/content/comments/reads';
import type { Tx } from '@feed/store/postgres/queryable';
import { readerOn } from '@feed/store/postgres/shared-reads';
import { lockPost } from '@feed/store/content/posts/lock';
import { notFound, PayloadError } from '../../../kit/validation.js';

export const noPost = (): CodedError => notFound('Post', ['Invalid post ID']);
export const noParent = (): CodedError => notFound('Parent comment', ['Invalid parent comment ID']);

/** The answer for a comment that the caller cannot change, in the manner of the original system's for posts. */
export const unchangeable = (code: 'NOT_FOUND' | 'FORBIDDEN'): PayloadError =>
  new PayloadError({
    code,
    message: "Comment not found or you don't have permission",
    errors: ['Invalid comment ID or insufficient permissions'],
  });

/** @throws CodedError NOT_FOUND for a post or a parent that the author may not see */
export async function createComment(tx: Tx, comment: NewComment): Promise<CommentView> {
  const { postId, parentId, authorId } = comment;
  const post = await lockPost(tx, authorId, postId);
  if (!post?.visible) throw noPost();
  if (parentId !== null && !(await canReplyTo(tx, authorId, { id: parentId, postId }))) throw noParent();
  const [created] = await visibleComments(readerOn(tx), authorId, [await insertNewComment(tx, comment)]);
  if (!created) throw notFound('Comment');
  return created;
}

/**
 * @returns the comment, and false when its text was the same before
 * @throws CodedError NOT_FOUND, or FORBIDDEN for the comment of another account
 */
export async function updateComment(
  tx: Tx,
  change: CommentChange,
): Promise<{ changed: boolean; comment: CommentView }> {
  const { id, authorId } = change;
  const changed = await changeComment(tx, change);
  const [comment] = await visibleComments(readerOn(tx), authorId, [id]);
  if (!comment) throw unchangeable('NOT_FOUND');
  if (comment.user.id !== authorId) throw unchangeable('FORBIDDEN');
  return { changed, comment };
}

/**
 * @returns false when it was already deleted
 * @throws CodedError NOT_FOUND, or FORBIDDEN for the comment of another account on the post of another account
 */
export async function deleteComment(tx: Tx, userId: string, id: string): Promise<boolean> {
  const standing = await commentStanding(tx, userId, id);
  if (!standing) throw notFound('Comment');
  if (!standing.own)
    throw new CodedError('FORBIDDEN', 'You can only delete your own comments and those on your own posts');
  if (standing.deleted) return false;
  await lockPost(tx, userId, standing.postId);
  return markThreadDeleted(tx, id);
}
