import { CodedError } from '@feed/platform/errors';
import type { CommentView } from '@feed/store/content/comments/view';
import {
  canReplyTo,
  commentStanding,
  insertNewComment,
  markThreadDeleted,
  type NewComment,
} from '@feed/store/content/comments/writes';
import { visibleComments } from '@feed/store/content/comments/reads';
import type { Tx } from '@feed/store/postgres/queryable';
import { readerOn } from '@feed/store/postgres/shared-reads';
import { lockPost } from '@feed/store/content/posts/lock';

const notFound = (what: string) => new CodedError('NOT_FOUND', `${what} not found`);

/** @throws CodedError NOT_FOUND for a post or a parent that the author may not see */
export async function createComment(tx: Tx, comment: NewComment): Promise<CommentView> {
  const { postId, parentId, authorId } = comment;
  const post = await lockPost(tx, authorId, postId);
  if (!post?.visible) throw notFound('Post');
  if (parentId !== null && !(await canReplyTo(tx, authorId, { id: parentId, postId })))
    throw notFound('Parent comment');
  const [created] = await visibleComments(readerOn(tx), authorId, [await insertNewComment(tx, comment)]);
  if (!created) throw notFound('Comment');
  return created;
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
