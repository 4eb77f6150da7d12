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
import { isId } from '@feed/store/postgres/ids';
import type { Tx } from '@feed/store/postgres/queryable';
import { lockPost } from '@feed/store/content/posts/lock';
import { refuseFaults } from '../../../kit/input-faults.js';
import { textFaults } from '../../../kit/text-input.js';

const notFound = (what: string) => new CodedError('NOT_FOUND', `${what} not found`);

/** @throws CodedError INVALID_INPUT, NOT_FOUND */
export async function createComment(tx: Tx, comment: NewComment): Promise<CommentView> {
  refuseFaults(textFaults(comment.content, { name: 'Content', max: 2_000, required: true }));
  const { postId, parentId, authorId } = comment;
  const post = isId(postId) ? await lockPost(tx, authorId, postId) : null;
  if (!post?.visible) throw notFound('Post');
  if (parentId !== null && !(await hasParent(tx, authorId, { id: parentId, postId })))
    throw notFound('Parent comment');
  const [created] = await visibleComments(tx, authorId, [await insertNewComment(tx, comment)]);
  if (!created) throw notFound('Comment');
  return created;
}

const hasParent = async (tx: Tx, viewerId: string, parent: { id: string; postId: string }) =>
  isId(parent.id) && canReplyTo(tx, viewerId, parent);

/**
 * @returns false when it had been deleted before
 * @throws CodedError NOT_FOUND, or FORBIDDEN for somebody else's comment on somebody else's post
 */
export async function deleteComment(tx: Tx, userId: string, id: string): Promise<boolean> {
  const standing = isId(id) ? await commentStanding(tx, userId, id) : null;
  if (!standing) throw notFound('Comment');
  if (!standing.own)
    throw new CodedError('FORBIDDEN', 'You can only delete your own comments and those on your own posts');
  if (standing.deleted) return false;
  await lockPost(tx, userId, standing.postId);
  return markThreadDeleted(tx, id);
}
