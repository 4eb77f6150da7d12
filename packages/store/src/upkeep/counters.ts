import { contentCounters } from '../content/counters.js';
import { graphCounters } from '../graph/counters.js';
import { countedTables, type CountedTable } from '../postgres/counters.js';
import type { Queryable, Tx } from '../postgres/queryable.js';
import type { Statement } from '../postgres/statement.js';
import { statement } from './statement.js';

const rules = { ...graphCounters, ...contentCounters };

/** A stored counter, such as `users.followers_count`. */
export type Counter = keyof typeof rules;
export const counters = Object.keys(rules) as Counter[];

export type CountedTableName = CountedTable;
export const countedTableNames = Object.keys(countedTables) as CountedTableName[];

/** A counter that was wrong. */
export interface Drift {
  counter: Counter;
  /** The row that stores it. */
  id: string;
  kept: number;
  counted: number;
}

/** The stored and the counted value, by column. */
type RepairedRow = { id: string } & Record<'kept' | 'counted', Record<string, number>>;

interface CounterStatements {
  drifted: Statement<{ id: string }>;
  lock: Statement<{ id: string }>;
  repair: Statement<RepairedRow>;
}

const statements = Object.fromEntries(
  countedTableNames.map((table) => [table, counterStatements(table)]),
) as Record<CountedTableName, CounterStatements>;

function counterStatements(table: CountedTableName): CounterStatements {
  const kept = counters.filter((counter) => counter.startsWith(`${table}.`));
  const column = (counter: Counter): string => counter.slice(table.length + 1);
  const names = kept.map(column);
  const counted = kept.map((counter) => `(${rules[counter]})::int AS ${column(counter)}`);
  const list = (alias: string) => names.map((name) => `${alias}.${name}`).join(', ');
  const pairs = (alias: string) => names.map((name) => `'${name}', ${alias}.${name}`).join(', ');
  const both = `FROM ${table} t CROSS JOIN LATERAL (SELECT ${counted.join(', ')}) c WHERE ${countedTables[table]}`;
  return {
    drifted: statement(
      `counters.drifted_${table}`,
      `SELECT t.id ${both} AND t.id > $1 AND t.id <= $2 AND (${list('t')}) IS DISTINCT FROM (${list('c')})`,
    ),
    lock: statement(
      `counters.lock_${table}`,
      `SELECT id FROM ${table} WHERE id = ANY($1::bigint[]) FOR NO KEY UPDATE SKIP LOCKED`,
    ),
    repair: statement(
      `counters.repair_${table}`,
      `WITH c AS MATERIALIZED (
         SELECT t.id, jsonb_build_object(${pairs('t')}) AS kept, jsonb_build_object(${pairs('c')}) AS counted,
           ${list('c')} ${both} AND t.id = ANY($1::bigint[]))
       UPDATE ${table} u SET ${names.map((name) => `${name} = c.${name}`).join(', ')}
       FROM c WHERE u.id = c.id RETURNING u.id, c.kept, c.counted`,
    ),
  };
}

/**
 * Rows `after` < id <= `upTo` that have a wrong counter. Stored and counted values come from one snapshot, so traffic
 * never looks like drift.
 */
export async function driftedRows(
  q: Queryable,
  table: CountedTableName,
  { after, upTo }: { after: string; upTo: string },
): Promise<string[]> {
  return (await q.query(statements[table].drifted, [after, upTo])).map(({ id }) => id);
}

/**
 * Sets the counters of these rows to what is counted, once no other transaction has them locked. Every change of a
 * counter locks its row, so a count made after the lock misses nothing. It never waits for a lock, so it cannot be part
 * of a deadlock: rows in use are skipped, and found again by the next comparison.
 */
export async function repairCounters(
  tx: Tx,
  table: CountedTableName,
  ids: readonly string[],
): Promise<{ drifts: Drift[]; skipped: string[] }> {
  const locked = new Set((await tx.query(statements[table].lock, [ids])).map(({ id }) => id));
  const rows = await tx.query(statements[table].repair, [[...locked]]);
  return { drifts: rows.flatMap((row) => drifts(table, row)), skipped: ids.filter((id) => !locked.has(id)) };
}

function drifts(table: CountedTableName, { id, kept, counted }: RepairedRow): Drift[] {
  return Object.keys(kept)
    .map((name) => ({
      counter: `${table}.${name}` as Counter,
      id,
      kept: kept[name] ?? 0,
      counted: counted[name] ?? 0,
    }))
    .filter((drift) => drift.kept !== drift.counted);
}
