import { userColumns, userOf } from '../../identity/users/view.js';
import type { PageRequest } from '../../postgres/cursor.js';
import { allColumns, type LongColumns } from '../../postgres/long-columns.js';
import { largestId } from '../../postgres/ids.js';
import type { Queryable } from '../../postgres/queryable.js';
import { visibleAccount } from '../../visibility.js';
import { statement } from '../statement.js';
import type { LikeTables } from './tables.js';
import { type LikeRow, type LikeView, toLikeView } from './view.js';

export interface LikeReads {
  /** A page of the likes of each target, newest first within a target. */
  list(
    q: Queryable,
    viewerId: string,
    targetIds: readonly string[],
    request: PageRequest,
    columns?: Pick<LongColumns, 'bio'>,
  ): Promise<LikeView[]>;
  /** The newest likes by an account, of what it can still see, newest first. */
  own(q: Queryable, userId: string, limit: number, columns?: Pick<LongColumns, 'bio'>): Promise<LikeView[]>;
}

type Tables = Pick<LikeTables<never, unknown>, 'table' | 'column' | 'counted' | 'visible'>;

export function readsOf({ table, column, counted, visible }: Tables): LikeReads {
  const select = statement<LikeRow>(
    `${table}.list`,
    `SELECT l.id AS like_id, t.id AS target_id, ${userColumns('u', '$5')}
     FROM ${counted} t
     CROSS JOIN LATERAL (
       SELECT n.id, n.user_id FROM ${table} n
       WHERE n.${column} = t.id AND n.id > 0 AND n.id < $3 AND ${visibleAccount('$1', 'n.user_id')}
       ORDER BY n.id DESC LIMIT $4) l
     CROSS JOIN ${userOf('l.user_id')}
     WHERE t.id = ANY($2::bigint[]) AND ${visible('$1')}
     ORDER BY l.id DESC`,
  );
  const selectOwn = statement<LikeRow>(
    `${table}.own`,
    `SELECT l.id AS like_id, l.target_id, ${userColumns('u', '$3')}
     FROM (
       SELECT n.id, n.user_id, t.id AS target_id
       FROM ${table} n JOIN ${counted} t ON t.id = n.${column}
       WHERE n.user_id = $1 AND ${visible('$1')}
       ORDER BY n.id DESC LIMIT $2) l
     CROSS JOIN ${userOf('l.user_id')}
     ORDER BY l.id DESC`,
  );
  return {
    async own(q, userId, limit, columns = allColumns) {
      const rows = await q.query(selectOwn, [userId, limit, columns.bio]);
      return rows.map((row) => toLikeView(row, columns));
    },
    async list(q, viewerId, targetIds, { first, after }, columns = allColumns) {
      const rows = await q.query(select, [viewerId, targetIds, after ?? largestId, first, columns.bio]);
      return rows.map((row) => toLikeView(row, columns));
    },
  };
}
