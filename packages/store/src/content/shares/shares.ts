import { type UserRow, type UserView, toUserView, userColumns } from '../../identity/users/view.js';
import type { PageRequest } from '../../postgres/cursor.js';
import type { Queryable, Tx } from '../../postgres/queryable.js';
import { statement } from '../../postgres/statement.js';
import { notBlocked, userOf, visiblePost } from '../posts/view.js';

/** A post passed on by somebody. */
export interface ShareView {
  id: string;
  /** Empty when nothing was said. */
  caption: string;
  postId: string;
  user: UserView;
}

interface ShareRow extends UserRow {
  share_id: string;
  caption: string;
  post_id: string;
}

const shareColumns = `s.id AS share_id, s.content AS caption, s.shared_post_id AS post_id, ${userColumns('u')}`;

const selectOfPosts = statement<ShareRow>(
  'shares.of_posts',
  `SELECT ${shareColumns}
   FROM posts p
   CROSS JOIN LATERAL (
     SELECT * FROM posts n WHERE n.shared_post_id = p.id AND n.deleted_at IS NULL AND n.id < $3
       AND ${notBlocked('$1', 'n.author_id')}
     ORDER BY n.id DESC LIMIT $4) s
   CROSS JOIN ${userOf('s.author_id')}
   WHERE p.id = ANY($2::bigint[]) AND ${visiblePost('$1', 'p')}
   ORDER BY s.id DESC`,
);

const selectShare = statement<ShareRow>(
  'shares.of_sharer',
  `SELECT ${shareColumns} FROM posts s CROSS JOIN ${userOf('s.author_id')}
   WHERE s.shared_post_id = $1 AND s.author_id = $2 AND s.deleted_at IS NULL`,
);

const selectOriginal = statement<{ post_id: string }>(
  'shares.original',
  `SELECT coalesce(s.shared_post_id, s.id) AS post_id FROM posts s
   WHERE s.id = $2 AND s.deleted_at IS NULL AND ${notBlocked('$1', 's.author_id')}`,
);

const insertShare = statement<{ id: string }>(
  'shares.insert',
  `WITH added AS (
     INSERT INTO posts (author_id, shared_post_id, content) VALUES ($2, $1, $3)
     ON CONFLICT (shared_post_id, author_id) WHERE shared_post_id IS NOT NULL AND deleted_at IS NULL DO NOTHING
     RETURNING id, shared_post_id)
   UPDATE posts p SET share_count = p.share_count + 1 FROM added WHERE p.id = added.shared_post_id
   RETURNING added.id`,
);

const deleteShare = statement<{ id: string }>(
  'shares.delete',
  `WITH gone AS (
     UPDATE posts SET deleted_at = now()
     WHERE shared_post_id = $1 AND author_id = $2 AND deleted_at IS NULL RETURNING id, shared_post_id)
   UPDATE posts p SET share_count = p.share_count - 1 FROM gone WHERE p.id = gone.shared_post_id
   RETURNING gone.id`,
);

const newest = '9223372036854775807';

/** A page of the shares of each of the posts, newest first within a post. */
export async function sharesOfPosts(
  q: Queryable,
  viewerId: string,
  postIds: readonly string[],
  { first, after }: PageRequest,
): Promise<ShareView[]> {
  return (await q.query(selectOfPosts, [viewerId, postIds, after ?? newest, first])).map(toShareView);
}

/** The share of a post by one account, or null. */
export async function shareOf(q: Queryable, postId: string, sharerId: string): Promise<ShareView | null> {
  const [row] = await q.query(selectShare, [postId, sharerId]);
  return row ? toShareView(row) : null;
}

/** What a share that the viewer may see stands for. The id of a post is its own original. */
export async function originalOf(q: Queryable, viewerId: string, id: string): Promise<string | null> {
  return (await q.query(selectOriginal, [viewerId, id]))[0]?.post_id ?? null;
}

/** Counts it, too. The post is locked. @returns the new row's id, or null when it was shared by this account before */
export async function insertNewShare(
  tx: Tx,
  share: { postId: string; sharerId: string; caption: string },
): Promise<string | null> {
  const [row] = await tx.query(insertShare, [share.postId, share.sharerId, share.caption]);
  return row?.id ?? null;
}

/** The post is locked. @returns false when it was not shared by this account */
export async function markShareDeleted(
  tx: Tx,
  share: { postId: string; sharerId: string },
): Promise<boolean> {
  return (await tx.query(deleteShare, [share.postId, share.sharerId])).length > 0;
}

function toShareView(row: ShareRow): ShareView {
  return { id: row.share_id, caption: row.caption, postId: row.post_id, user: toUserView(row) };
}
