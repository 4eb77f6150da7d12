import { CodedError } from '@feed/platform/errors';
import { lockCommentFor } from '@feed/store/content/comments/writes';
import { visibleComments } from '@feed/store/content/comments/reads';
import type { Tx } from '@feed/store/postgres/queryable';
import { commentLikes } from '@feed/store/content/likes/comment-likes';
import type { Likes } from '@feed/store/content/likes/likes';
import { postLikes } from '@feed/store/content/likes/post-likes';
import { lockPost } from '@feed/store/content/posts/lock';
import { visiblePosts } from '@feed/store/content/posts/reads';

/** A kind of thing that can be liked. */
export interface Kind<View> {
  /** The name of the thing in messages. */
  name: string;
  likes: Likes;
  lock(tx: Tx, viewerId: string, id: string): Promise<{ visible: boolean } | null>;
  read(tx: Tx, viewerId: string, ids: readonly string[]): Promise<View[]>;
}

export const posts = { name: 'Post', likes: postLikes, lock: lockPost, read: visiblePosts };
export const comments = {
  name: 'Comment',
  likes: commentLikes,
  lock: lockCommentFor,
  read: visibleComments,
};

export interface LikeChange<View> {
  /** False when there was nothing to change: the like existed already, or there was none to remove. */
  changed: boolean;
  target: View | null;
}

/** @throws CodedError NOT_FOUND for a target that the caller may not see */
export async function like<View>(
  tx: Tx,
  { name, likes, lock, read }: Kind<View>,
  userId: string,
  targetId: string,
): Promise<LikeChange<View>> {
  const locked = await lock(tx, userId, targetId);
  if (!locked?.visible) throw new CodedError('NOT_FOUND', `${name} not found`);
  const changed = await likes.add(tx, { targetId, userId });
  const [target = null] = await read(tx, userId, [targetId]);
  return { changed, target };
}

/**
 * A like can be removed even when its target is hidden.
 * @throws CodedError NOT_FOUND for a target that is hidden and not liked
 */
export async function unlike<View>(
  tx: Tx,
  { name, likes, lock, read }: Kind<View>,
  userId: string,
  targetId: string,
): Promise<LikeChange<View>> {
  const locked = await lock(tx, userId, targetId);
  const changed = locked !== null && (await likes.remove(tx, { targetId, userId }));
  if (!changed && !locked?.visible) throw new CodedError('NOT_FOUND', `${name} not found`);
  const [target = null] = await read(tx, userId, [targetId]);
  return { changed, target };
}
