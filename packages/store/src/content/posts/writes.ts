import type { Queryable, Tx } from '../../postgres/queryable.js';
import { statement } from '../statement.js';
import { visiblePost } from '../../visibility.js';
import type { NewPost } from './new-posts.js';

/** Undefined leaves a column as it is; an empty title or media type removes it. */
export type PostChange = { [K in keyof NewPost]?: string | undefined };

interface IdRow {
  id: string;
}

const updatePost = statement<IdRow>(
  'posts.update',
  `UPDATE posts SET title = nullif(coalesce($3, title), ''), content = coalesce($4, content),
     media_type = nullif(coalesce($5, media_type), ''), updated_at = now()
   WHERE id = $1 AND author_id = $2 AND shared_post_id IS NULL AND deleted_at IS NULL
     AND (coalesce($3, title, ''), coalesce($4, content), coalesce($5, media_type, ''))
       IS DISTINCT FROM (coalesce(title, ''), content, coalesce(media_type, ''))
   RETURNING id`,
);

const deletePost = statement<IdRow>(
  'posts.delete',
  `WITH gone AS (
     UPDATE posts SET deleted_at = now()
     WHERE id = $1 AND author_id = $2 AND shared_post_id IS NULL AND deleted_at IS NULL RETURNING author_id)
   UPDATE users u SET posts_count = u.posts_count - 1 FROM gone WHERE u.id = gone.author_id RETURNING u.id`,
);

const selectStanding = statement<{ own: boolean; deleted: boolean }>(
  'posts.standing',
  `SELECT p.author_id = $2 AS own, p.deleted_at IS NOT NULL AS deleted FROM posts p
   WHERE p.id = $1 AND p.shared_post_id IS NULL AND (p.author_id = $2 OR ${visiblePost('$2', 'p')})`,
);

/** @returns false when the author has no such post, or it has these values already */
export async function changePost(
  tx: Tx,
  post: { id: string; authorId: string },
  change: PostChange,
): Promise<boolean> {
  const texts = [change.title, change.content, change.mediaType].map((text) => text ?? null);
  if (texts.every((text) => text === null)) return false;
  return (await tx.query(updatePost, [post.id, post.authorId, ...texts])).length > 0;
}

/** @returns false when the author has no such post */
export async function markPostDeleted(tx: Tx, post: { id: string; authorId: string }): Promise<boolean> {
  return (await tx.query(deletePost, [post.id, post.authorId])).length > 0;
}

/** Says why an account cannot change a post. Null when there is no post that it may see. */
export async function standingOf(
  q: Queryable,
  userId: string,
  postId: string,
): Promise<{ own: boolean; deleted: boolean } | null> {
  return (await q.query(selectStanding, [postId, userId]))[0] ?? null;
}
