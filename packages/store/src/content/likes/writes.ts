import { userOf } from '../../identity/users/view.js';
import { lockedRows, type Locking, type SharedWrite } from '../../postgres/shared-writes.js';
import { statement } from '../statement.js';
import type { LikeTables } from './tables.js';

export interface Like {
  targetId: string;
  userId: string;
}

export interface LikeOutcome<View> {
  /** False when there was nothing to change: the like existed already, or there was none to remove. */
  changed: boolean;
  /** The post or comment as the account sees it afterwards. Null when it is hidden from the account. */
  target: View | null;
}

/** The outcome is undefined for a target that does not exist. */
export interface LikeWrites<View> {
  /** Changes nothing when the target is hidden from the account. */
  add: SharedWrite<Like, LikeOutcome<View>>;
  /** Also removes a like whose target is hidden. */
  remove: SharedWrite<Like, LikeOutcome<View>>;
}

interface Change {
  /** SQL: inserts or deletes the likes that were asked for. */
  edges: string;
  /** The table that keeps what was deleted. */
  keptIn?: string | undefined;
  by: 1 | -1;
  /** Whether the account likes the target afterwards. */
  liked: 'true' | 'false';
}

/** @typeParam Row of the target, with the count before the change */
type Outcome<Row> = Row & { n: number; visible: boolean; changed: boolean };

export function writesOf<Row extends { like_count: number }, View>(
  tables: LikeTables<Row, View>,
): LikeWrites<View> {
  const { table, column, removed } = tables;
  const returned = `RETURNING l.${column} AS target_id, l.user_id`;
  const insert = `INSERT INTO ${table} AS l (${column}, user_id) SELECT target_id, user_id FROM seen WHERE visible ORDER BY n
    ON CONFLICT DO NOTHING ${returned}`;
  const remove = `DELETE FROM ${table} l USING seen s WHERE l.${column} = s.target_id AND l.user_id = s.user_id ${returned}`;
  return {
    add: sharedWrite(tables, 'insert', { edges: insert, by: 1, liked: 'true' }),
    remove: sharedWrite(tables, 'delete', { edges: remove, keptIn: removed, by: -1, liked: 'false' }),
  };
}

function sharedWrite<Row extends { like_count: number }, View>(
  tables: LikeTables<Row, View>,
  action: 'insert' | 'delete',
  change: Change,
): SharedWrite<Like, LikeOutcome<View>> {
  const of = (locking: Locking, suffix: string) =>
    statement<Outcome<Row>>(`${tables.table}.${action}${suffix}`, textOf(tables, change, locking));
  const statements = { wait: of('wait', ''), skip: of('skip', '_skip') };
  return {
    keyOf: ({ targetId }) => targetId,
    async run(writer, likes, locking) {
      const values = [likes.map(({ targetId }) => targetId), likes.map(({ userId }) => userId)];
      const rows = await writer.query(statements[locking], values);
      return outcomesOf(likes, rows, change.by, tables.shown.toView);
    },
  };
}

/** Visibility is a look-up per row, because a condition that is not in WHERE may read all blocks to find the ones it needs. */
const textOf = (
  { counted, visible, shown }: Pick<LikeTables<never, unknown>, 'counted' | 'visible' | 'shown'>,
  { edges, keptIn, by, liked }: Change,
  locking: Locking,
): string => `
  WITH item AS (
    SELECT * FROM unnest($1::bigint[], $2::bigint[]) WITH ORDINALITY AS i (target_id, user_id, n)
  ), t AS MATERIALIZED (${lockedRows(counted, '$1', locking)}
  ), seen AS MATERIALIZED (
    SELECT i.n, i.target_id, i.user_id, (SELECT true WHERE ${visible('i.user_id')}) IS NOT NULL AS visible
    FROM item i JOIN t ON t.id = i.target_id
  ), changed AS (${edges}
  ), ${
    keptIn === undefined
      ? ''
      : `kept AS (
    INSERT INTO ${keptIn} (post_id, user_id) SELECT target_id, user_id FROM changed
  ), `
  }counted AS (
    UPDATE ${counted} r SET like_count = r.like_count + change.by
    FROM (SELECT target_id, ${by} * count(*)::int AS by FROM changed GROUP BY target_id) change
    WHERE r.id = change.target_id
  )
  SELECT s.n::int, s.visible, changed.user_id IS NOT NULL AS changed, ${shown.columns(liked)}
  FROM seen s JOIN t ${shown.alias} ON ${shown.alias}.id = s.target_id CROSS JOIN ${userOf(`${shown.alias}.author_id`)}
  LEFT JOIN changed ON changed.target_id = s.target_id AND changed.user_id = s.user_id`;

/** The outcomes as if the likes had been written one after the other. */
function outcomesOf<Row extends { like_count: number }, View>(
  likes: readonly Like[],
  rows: readonly Outcome<Row>[],
  by: number,
  toView: (row: Row) => View,
): (LikeOutcome<View> | undefined)[] {
  const rowOf = new Map(rows.map((row) => [row.n, row]));
  const done = new Set<string>();
  const changes = new Map<string, number>();
  return likes.map(({ targetId, userId }, i) => {
    const row = rowOf.get(i + 1);
    if (!row) return undefined;
    const edge = `${targetId} ${userId}`;
    const changed = row.changed && !done.has(edge);
    done.add(edge);
    const change = (changes.get(targetId) ?? 0) + (changed ? by : 0);
    changes.set(targetId, change);
    return { changed, target: row.visible ? toView({ ...row, like_count: row.like_count + change }) : null };
  });
}
