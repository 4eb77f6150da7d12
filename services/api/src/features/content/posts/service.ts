import { recordEach } from '@feed/events/record';
import { CodedError } from '@feed/platform/errors';
import type { Tx } from '@feed/store/postgres/queryable';
import { readerOn } from '@feed/store/postgres/shared-reads';
import { newPosts } from '@feed/store/content/posts/new-posts';
import type { PostView } from '@feed/store/content/posts/view';
import { changePost, markPostDeleted, type PostChange, standingOf } from '@feed/store/content/posts/writes';
import { visiblePosts } from '@feed/store/content/posts/reads';

/** A post, and the caller as its author. */
export interface Target {
  id: string;
  authorId: string;
}

const notFound = () => new CodedError('NOT_FOUND', 'Post not found');

export const creating = newPosts(recordEach('post.created'));

/** @throws CodedError NOT_FOUND when the author is gone */
export function created(post: PostView | undefined): PostView {
  if (post) return post;
  throw new CodedError('NOT_FOUND', 'User not found');
}

/** @throws CodedError NOT_FOUND, or FORBIDDEN for the post of another account */
export async function updatePost(tx: Tx, target: Target, change: PostChange): Promise<PostView> {
  if (await changePost(tx, target, change)) return readPost(tx, target);
  const standing = await standingOf(tx, target.authorId, target.id);
  throw standing && !standing.own ? forbidden('edit') : notFound();
}

/**
 * @returns false when the caller had already deleted it
 * @throws CodedError NOT_FOUND, or FORBIDDEN for the post of another account
 */
export async function deletePost(tx: Tx, target: Target): Promise<boolean> {
  if (await markPostDeleted(tx, target)) return true;
  const standing = await standingOf(tx, target.authorId, target.id);
  if (!standing) throw notFound();
  if (!standing.own) throw forbidden('delete');
  return false;
}

const forbidden = (verb: string) => new CodedError('FORBIDDEN', `You can only ${verb} your own posts`);

async function readPost(tx: Tx, { id, authorId }: Target): Promise<PostView> {
  const [post] = await visiblePosts(readerOn(tx), authorId, [id]);
  if (!post) throw notFound();
  return post;
}
