import { record } from '@feed/events/record';
import type { CodedError } from '@feed/platform/errors';
import type { Tx } from '@feed/store/postgres/queryable';
import { lockPost } from '@feed/store/content/posts/lock';
import type { PostView } from '@feed/store/content/posts/view';
import { visiblePosts } from '@feed/store/content/posts/reads';
import { insertNewShare, markShareDeleted } from '@feed/store/content/shares/writes';
import { originalOf, shareOf } from '@feed/store/content/shares/reads';
import type { ShareView } from '@feed/store/content/shares/view';
import { notFound } from '../../../kit/validation.js';

export const noPost = (): CodedError => notFound('Post', ['Invalid post ID']);

export interface NewShare {
  /** The id of a post, or of a share of it. */
  id: string;
  caption: string;
  sharerId: string;
}

/** @throws CodedError NOT_FOUND for a post that the sharer may not see */
export async function sharePost(
  tx: Tx,
  { id, caption, sharerId }: NewShare,
): Promise<{ created: boolean; share: ShareView }> {
  const postId = await originalOf(tx, sharerId, id);
  const post = postId === null ? null : await lockPost(tx, sharerId, postId);
  if (!post?.visible) throw noPost();
  const shareId = await insertNewShare(tx, { postId: post.id, sharerId, caption });
  if (shareId !== null)
    await record(tx, { kind: 'post.shared', payload: { postId: shareId, sharedPostId: post.id } });
  const share = await shareOf(tx, post.id, sharerId);
  if (!share) throw noPost();
  return { created: shareId !== null, share };
}

/**
 * A share can be removed even when its post is hidden.
 * @throws CodedError NOT_FOUND for a post that is hidden and not shared
 */
export async function unsharePost(
  tx: Tx,
  { id, sharerId }: { id: string; sharerId: string },
): Promise<{ changed: boolean; post: PostView | null }> {
  const postId = (await originalOf(tx, sharerId, id)) ?? id;
  const locked = await lockPost(tx, sharerId, postId);
  const changed = locked !== null && (await markShareDeleted(tx, { postId, sharerId }));
  if (!changed && !locked?.visible) throw noPost();
  const [post = null] = await visiblePosts(tx, sharerId, [postId]);
  return { changed, post };
}
