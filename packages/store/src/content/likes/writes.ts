import { allColumns } from '../../postgres/long-columns.js';
import { lockClause, type Locking, type SharedWrite } from '../../postgres/shared-write.js';
import type { Statement } from '../../postgres/statement.js';
import { userOf } from '../../identity/users/view.js';
import { statement } from '../statement.js';
import type { LikeTables } from './tables.js';

export interface Like {
  targetId: string;
  userId: string;
}

export interface LikeChange<View> {
  /** False when there was nothing to change: the like existed already, or there was none to remove. */
  changed: boolean;
  /** Null for a target that the account may not see. Its like can be removed all the same. */
  target: View | null;
}

/** Both also count the likes, and have no outcome for a target that is missing, or hidden and not liked. */
export interface LikeWrites<View> {
  add: SharedWrite<Like, LikeChange<View>>;
  remove: SharedWrite<Like, LikeChange<View>>;
}

interface Row {
  n: number;
  visible: boolean;
  /** Whether the like of this account was added or removed, by this item or by another one. */
  written: boolean;
  like_count: number;
}

export function writesOf<View>(tables: LikeTables<View>): LikeWrites<View> {
  const { table, column } = tables;
  const add = {
    by: 1,
    changed: `INSERT INTO ${table} (${column}, user_id) SELECT target_id, user_id FROM asked WHERE visible ORDER BY n
      ON CONFLICT DO NOTHING RETURNING ${column} AS target_id, user_id`,
  } as const;
  const remove = {
    by: -1,
    changed: `DELETE FROM ${table} l USING (SELECT DISTINCT target_id, user_id FROM asked) a
      WHERE l.${column} = a.target_id AND l.user_id = a.user_id RETURNING a.target_id, a.user_id`,
  } as const;
  return { add: changing(tables, 'insert', add), remove: changing(tables, 'delete', remove) };
}

interface Change {
  /** What it adds to the count. */
  by: 1 | -1;
  /** The statement that changes the likes which are `asked` for, and returns them. */
  changed: string;
}

function changing<View>(
  tables: LikeTables<View>,
  action: string,
  change: Change,
): SharedWrite<Like, LikeChange<View>> {
  const statements: Readonly<Record<Locking, Statement<Row>>> = {
    wait: statement(`${tables.table}.${action}`, textOf(tables, change, 'wait')),
    skip: statement(`${tables.table}.${action}_unlocked`, textOf(tables, change, 'skip')),
  };
  return {
    keyOf: ({ targetId }) => targetId,
    async run(writer, items, locking) {
      const targets = items.map(({ targetId }) => targetId);
      const users = items.map(({ userId }) => userId);
      const rows = await writer.query(statements[locking], [targets, users]);
      return outcomes(tables, change, items, rows);
    },
  };
}

/** The locked row is the newest, which the change is then counted in. */
const textOf = <View>(
  { counted, likeable, joins, visible, view: { alias, columns } }: LikeTables<View>,
  { by, changed }: Change,
  locking: Locking,
): string => `
  WITH item AS (
    SELECT * FROM unnest($1::bigint[], $2::bigint[]) WITH ORDINALITY AS i(target_id, user_id, n)
  ), locked AS (
    SELECT t.* FROM ${counted} t WHERE t.id = ANY($1::bigint[]) AND ${likeable} ORDER BY t.id ${lockClause(locking, 't')}
  ), asked AS MATERIALIZED (
    SELECT i.n, i.target_id, i.user_id, ${visible('i.user_id')} AS visible
    FROM item i JOIN locked t ON t.id = i.target_id ${joins}
  ), changed AS (
    ${changed}
  ), counted AS (
    UPDATE ${counted} t SET like_count = t.like_count + d.difference
    FROM (SELECT target_id, ${by} * count(*)::int AS difference FROM changed GROUP BY target_id) d
    WHERE t.id = d.target_id
  )
  SELECT a.n::int, a.visible, w.user_id IS NOT NULL AS written, ${columns('NULL::bigint', 'true', 'true')}
  FROM asked a
  JOIN locked ${alias} ON ${alias}.id = a.target_id
  LEFT JOIN changed w ON w.target_id = a.target_id AND w.user_id = a.user_id
  CROSS JOIN ${userOf(`${alias}.author_id`)}
  ORDER BY a.n`;

/** @param rows in the order of the items, with the counts before the statement */
function outcomes<View>(
  { view }: LikeTables<View>,
  { by }: Change,
  items: readonly Like[],
  rows: readonly Row[],
): (LikeChange<View> | undefined)[] {
  const results = items.map((): LikeChange<View> | undefined => undefined);
  const differences = new Map<string, number>();
  const writers = new Set<string>();
  for (const row of rows) {
    const { targetId, userId } = items[row.n - 1] as Like;
    const pair = `${targetId} ${userId}`;
    const changed = row.written && !writers.has(pair);
    if (changed) writers.add(pair);
    const difference = (differences.get(targetId) ?? 0) + (changed ? by : 0);
    differences.set(targetId, difference);
    if (!changed && !row.visible) continue;
    const seen = { ...row, like_count: row.like_count + difference, liked: by > 0 };
    const target = row.visible ? view.toView(seen as never, allColumns) : null;
    results[row.n - 1] = { changed, target };
  }
  return results;
}
