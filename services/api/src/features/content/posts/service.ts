import { recordEach } from '@feed/events/record';
import { CodedError } from '@feed/platform/errors';
import { visibleUsers } from '@feed/store/identity/users/reads';
import { isId } from '@feed/store/postgres/ids';
import type { Queryable, Tx } from '@feed/store/postgres/queryable';
import { readerOn } from '@feed/store/postgres/shared-reads';
import { newPosts } from '@feed/store/content/posts/new-posts';
import type { PostView } from '@feed/store/content/posts/view';
import { changePost, markPostDeleted, type PostChange, standingOf } from '@feed/store/content/posts/writes';
import { visiblePosts } from '@feed/store/content/posts/reads';
import { notFound, PayloadError } from '../../../kit/validation.js';

/** A post, and the caller as its author. */
export interface Target {
  id: string;
  authorId: string;
}

export const creating = newPosts(recordEach('post.created'));

/** The original system's words for a post that the caller cannot change. */
export const unchangeable = (code: 'NOT_FOUND' | 'FORBIDDEN'): PayloadError =>
  new PayloadError({
    code,
    message: "Post not found or you don't have permission",
    errors: ['Invalid post ID or insufficient permissions'],
  });

/**
 * Rejects a post in the name of another account. It only reads to tell which of the two errors to report.
 * @throws CodedError FORBIDDEN, or NOT_FOUND for an account that the caller may not see
 */
export async function assertOwnName(q: Queryable, viewerId: string, userId: string): Promise<void> {
  if (userId === viewerId) return;
  const [other] = isId(userId) ? await visibleUsers(q, viewerId, [userId]) : [];
  if (other) throw new CodedError('FORBIDDEN', 'You can only post as yourself');
  throw notFound('User', ['Invalid user ID']);
}

/** @throws CodedError NOT_FOUND when the author is gone */
export function created(post: PostView | undefined): PostView {
  if (post) return post;
  throw notFound('User', ['Invalid user ID']);
}

/**
 * @returns the post, and false when it was as the change would make it
 * @throws CodedError NOT_FOUND, or FORBIDDEN for the post of another account
 */
export async function updatePost(
  tx: Tx,
  target: Target,
  change: PostChange,
): Promise<{ changed: boolean; post: PostView }> {
  const changed = await changePost(tx, target, change);
  if (!changed) await assertOwn(tx, target);
  const [post] = await visiblePosts(readerOn(tx), target.authorId, [target.id]);
  if (!post) throw unchangeable('NOT_FOUND');
  return { changed, post };
}

/**
 * @returns false when the caller had already deleted it
 * @throws CodedError NOT_FOUND, or FORBIDDEN for the post of another account
 */
export async function deletePost(tx: Tx, target: Target): Promise<boolean> {
  if (await markPostDeleted(tx, target)) return true;
  await assertOwn(tx, target);
  return false;
}

async function assertOwn(tx: Tx, { id, authorId }: Target): Promise<void> {
  const standing = await standingOf(tx, authorId, id);
  if (!standing) throw unchangeable('NOT_FOUND');
  if (!standing.own) throw unchangeable('FORBIDDEN');
}
