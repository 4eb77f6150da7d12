import type { PageRequest } from '../../postgres/cursor.js';
import { allColumns, type LongColumns } from '../../postgres/long-columns.js';
import { largestId } from '../../postgres/ids.js';
import type { Queryable } from '../../postgres/queryable.js';
import { statement } from '../statement.js';
import { userOf } from '../../identity/users/view.js';
import { visiblePost, visibleShare } from '../../visibility.js';
import { type ShareRow, type ShareView, shareColumns, toShareView } from './view.js';

const selectOfPosts = statement<ShareRow>(
  'shares.of_posts',
  `SELECT ${shareColumns('$5', '$6')}
   FROM posts p
   CROSS JOIN LATERAL (
     SELECT * FROM posts n WHERE n.shared_post_id = p.id AND n.id < $3 AND ${visibleShare('$1', 'n')}
     ORDER BY n.id DESC LIMIT $4) s
   CROSS JOIN ${userOf('s.author_id')}
   WHERE p.id = ANY($2::bigint[]) AND ${visiblePost('$1', 'p')}
   ORDER BY s.id DESC`,
);

const selectOfSharer = statement<ShareRow>(
  'shares.newest_of_sharer',
  `SELECT ${shareColumns('$3', '$4')}
   FROM (
     SELECT n.* FROM posts n JOIN posts p ON p.id = n.shared_post_id
     WHERE n.author_id = $1 AND n.shared_post_id IS NOT NULL AND ${visibleShare('$1', 'n')} AND ${visiblePost('$1', 'p')}
     ORDER BY n.id DESC LIMIT $2) s
   CROSS JOIN ${userOf('s.author_id')}
   ORDER BY s.id DESC`,
);

/** The newest shares by an account, of posts that it can still see, newest first. */
export async function ownShares(
  q: Queryable,
  userId: string,
  limit: number,
  columns: LongColumns = allColumns,
): Promise<ShareView[]> {
  const rows = await q.query(selectOfSharer, [userId, limit, columns.text, columns.bio]);
  return rows.map((row) => toShareView(row, columns));
}

/** A page of the shares of each of the posts, newest first within a post. */
export async function sharesOfPosts(
  q: Queryable,
  viewerId: string,
  postIds: readonly string[],
  { first, after }: PageRequest,
  columns: LongColumns = allColumns,
): Promise<ShareView[]> {
  const values = [viewerId, postIds, after ?? largestId, first, columns.text, columns.bio];
  return (await q.query(selectOfPosts, values)).map((row) => toShareView(row, columns));
}
