import type { Queryable, Tx } from '../postgres/queryable.js';
import { statement, type Statement } from '../postgres/statement.js';

interface CountedTable {
  /** The rows whose counters are kept; what is deleted shows no counters any more. */
  readonly where: string;
  /** By counter column: the SQL that counts, for the row `t`. */
  readonly columns: Readonly<Record<string, string>>;
}

/** Every kept counter, and what it stands for. */
export const countedTables = {
  users: {
    where: 'true',
    columns: {
      followers_count: 'SELECT count(*) FROM follows f WHERE f.followee_id = t.id',
      following_count: 'SELECT count(*) FROM follows f WHERE f.follower_id = t.id',
      posts_count: `SELECT count(*) FROM posts p
        WHERE p.author_id = t.id AND p.shared_post_id IS NULL AND p.deleted_at IS NULL`,
    },
  },
  posts: {
    where: 't.deleted_at IS NULL',
    columns: {
      like_count: 'SELECT count(*) FROM post_likes l WHERE l.post_id = t.id',
      comment_count: 'SELECT count(*) FROM comments c WHERE c.post_id = t.id AND c.deleted_at IS NULL',
      share_count: 'SELECT count(*) FROM posts s WHERE s.shared_post_id = t.id AND s.deleted_at IS NULL',
    },
  },
  comments: {
    where: 't.deleted_at IS NULL',
    columns: {
      like_count: 'SELECT count(*) FROM comment_likes l WHERE l.comment_id = t.id',
      reply_count: 'SELECT count(*) FROM comments c WHERE c.parent_id = t.id AND c.deleted_at IS NULL',
    },
  },
} as const satisfies Record<string, CountedTable>;

export type CountedTableName = keyof typeof countedTables;
export const countedTableNames = Object.keys(countedTables) as CountedTableName[];

type CounterOf<T extends CountedTableName> = T extends CountedTableName
  ? `${T}.${keyof (typeof countedTables)[T]['columns'] & string}`
  : never;
/** Such as `users.followers_count`. */
export type Counter = CounterOf<CountedTableName>;
export const counters = countedTableNames.flatMap((table) =>
  Object.keys(countedTables[table].columns).map((column) => `${table}.${column}` as Counter),
);

/** A counter that was not what it should be. */
export interface Drift {
  counter: Counter;
  /** Of the row it belongs to. */
  id: string;
  kept: number;
  counted: number;
}

/** By column, what was kept and what was counted. */
type MendedRow = { id: string } & Record<'kept' | 'counted', Record<string, number>>;

interface CounterStatements {
  drifted: Statement<{ id: string }>;
  lock: Statement<{ id: string }>;
  mend: Statement<MendedRow>;
}

const statements = Object.fromEntries(
  countedTableNames.map((table) => [table, counterStatements(table, countedTables[table])]),
) as Record<CountedTableName, CounterStatements>;

function counterStatements(table: string, { where, columns }: CountedTable): CounterStatements {
  const names = Object.keys(columns);
  const counted = Object.entries(columns).map(([name, count]) => `(${count})::int AS ${name}`);
  const list = (alias: string) => names.map((name) => `${alias}.${name}`).join(', ');
  const pairs = (alias: string) => names.map((name) => `'${name}', ${alias}.${name}`).join(', ');
  const both = `FROM ${table} t CROSS JOIN LATERAL (SELECT ${counted.join(', ')}) c WHERE ${where}`;
  return {
    drifted: statement(
      `counters.drifted_${table}`,
      `SELECT t.id ${both} AND t.id > $1 AND t.id <= $2 AND (${list('t')}) IS DISTINCT FROM (${list('c')})`,
    ),
    lock: statement(
      `counters.lock_${table}`,
      `SELECT id FROM ${table} WHERE id = ANY($1::bigint[]) FOR NO KEY UPDATE SKIP LOCKED`,
    ),
    mend: statement(
      `counters.mend_${table}`,
      `WITH c AS MATERIALIZED (
         SELECT t.id, jsonb_build_object(${pairs('t')}) AS kept, jsonb_build_object(${pairs('c')}) AS counted,
           ${list('c')} ${both} AND t.id = ANY($1::bigint[]))
       UPDATE ${table} u SET ${names.map((name) => `${name} = c.${name}`).join(', ')}
       FROM c WHERE u.id = c.id RETURNING u.id, c.kept, c.counted`,
    ),
  };
}

/** Of which rows `after` < id <= `upTo` some counter is wrong. One snapshot holds both sides, so traffic never looks wrong. */
export async function driftedRows(
  q: Queryable,
  table: CountedTableName,
  { after, upTo }: { after: string; upTo: string },
): Promise<string[]> {
  return (await q.query(statements[table].drifted, [after, upTo])).map(({ id }) => id);
}

/**
 * Sets the counters of these rows to what is counted once no other transaction holds them. Whoever changes a counter
 * locks its row, so a count made after the lock misses nothing. It never waits for a lock, so it cannot be part of a
 * deadlock: rows in use are left out, and found again by the next comparison.
 */
export async function mendCounters(
  tx: Tx,
  table: CountedTableName,
  ids: readonly string[],
): Promise<{ drifts: Drift[]; skipped: string[] }> {
  const locked = new Set((await tx.query(statements[table].lock, [ids])).map(({ id }) => id));
  const rows = await tx.query(statements[table].mend, [[...locked]]);
  return { drifts: rows.flatMap((row) => drifts(table, row)), skipped: ids.filter((id) => !locked.has(id)) };
}

function drifts(table: CountedTableName, { id, kept, counted }: MendedRow): Drift[] {
  return Object.keys(kept)
    .map((name) => ({
      counter: `${table}.${name}` as Counter,
      id,
      kept: kept[name] ?? 0,
      counted: counted[name] ?? 0,
    }))
    .filter((drift) => drift.kept !== drift.counted);
}
