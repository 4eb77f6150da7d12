import { userColumns, toUserView, type UserRow, type UserView } from '../../identity/users/view.js';
import type { PageRequest } from '../../postgres/cursor.js';
import { allColumns, type LongColumns } from '../../postgres/long-columns.js';
import { largestId } from '../../postgres/ids.js';
import type { Queryable } from '../../postgres/queryable.js';
import type { Statement, StatementName } from '../../postgres/statement.js';
import { statement } from '../statement.js';
import { visibleAccount } from '../../visibility.js';

export type FollowDirection = 'followers' | 'following';

/** One end of a follow, seen from the other. */
export interface FollowEntry {
  /** The id of the follow: it orders the list, and its `idTime` is when the follow began. */
  id: string;
  /** The account whose list it is in. */
  ownerId: string;
  user: UserView;
}

export interface FollowRequest extends PageRequest {
  /** Default: all. */
  columns?: Pick<LongColumns, 'bio'>;
}

interface Row extends UserRow {
  owner_id: string;
  follow_id: string;
}

/** $1 viewer, $2 owners of the lists, $3 entries below this id, $4 entries of each list, $5 with the bio. */
const list = (name: StatementName<'follows'>, owner: string, other: string): Statement<Row> =>
  statement(
    name,
    `SELECT k.id AS owner_id, f.id AS follow_id, ${userColumns('u', '$5')}
     FROM unnest($2::bigint[]) AS k(id)
     CROSS JOIN LATERAL (
       SELECT f.id, f.${other} AS other FROM follows f
       WHERE f.${owner} = k.id AND f.id < $3 AND ${visibleAccount('$1', `f.${other}`)}
       ORDER BY f.id DESC LIMIT $4
     ) f
     JOIN users u ON u.id = f.other
     WHERE ${visibleAccount('$1', 'k.id')}
     ORDER BY f.id DESC`,
  );

const lists: Readonly<Record<FollowDirection, Statement<Row>>> = {
  followers: list('follows.followers', 'followee_id', 'follower_id'),
  following: list('follows.following', 'follower_id', 'followee_id'),
};

const toEntry = (row: Row, columns: Pick<LongColumns, 'bio'>): FollowEntry => ({
  id: row.follow_id,
  ownerId: row.owner_id,
  user: toUserView(row, columns),
});

/** The entries of each owner's list that the viewer may see, `first` of each, newest first. */
export async function followsOf(
  q: Queryable,
  viewerId: string,
  direction: FollowDirection,
  ownerIds: readonly string[],
  { first, after, columns = allColumns }: FollowRequest,
): Promise<FollowEntry[]> {
  const values = [viewerId, ownerIds, after ?? largestId, first, columns.bio];
  return (await q.query(lists[direction], values)).map((row) => toEntry(row, columns));
}
