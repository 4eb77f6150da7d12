import { sleep } from '@feed/platform/deadline';
import { belowAllIds, largestId } from '../postgres/ids.js';
import type { Tx } from '../postgres/queryable.js';
import { statement } from './statement.js';
import {
  countedTableNames,
  driftedRows,
  repairCounters,
  type CountedTableName,
  type Drift,
} from './counters.js';

export interface CounterStep {
  /** The counters that were wrong and have been repaired. */
  drifts: Drift[];
  /** Rows that are wrong too, but were locked by other transactions. */
  skipped: string[];
  /** The id after which the next step begins; undefined after the last one. */
  next: string | undefined;
}

const tries = 3;
const pauseMs = 50;

const page = (table: string) =>
  `SELECT max(id) AS last, count(*) AS rows FROM (SELECT id FROM ${table} WHERE id > $1 ORDER BY id LIMIT $2) AS ids`;

/** Ids of all tables share one order, so the step ends where the table with the most rows reaches its limit. */
const endOfStep = statement<{ end: string | null }>(
  'counters.end_of_step',
  `SELECT min(last) AS end FROM (${countedTableNames.map(page).join(' UNION ALL ')}) AS pages WHERE rows = $2`,
);

/** Compares, and repairs, the counters of at most `rows` rows of each table beyond the id `after`. */
export async function reconcileCounters(
  tx: Tx,
  { after = belowAllIds, rows }: { after?: string | undefined; rows: number },
): Promise<CounterStep> {
  const [row] = await tx.query(endOfStep, [after, rows]);
  const next = row?.end ?? undefined;
  const step: CounterStep = { drifts: [], skipped: [], next };
  for (const table of countedTableNames) {
    const ids = await driftedRows(tx, table, { after, upTo: next ?? largestId });
    const { drifts, skipped } = await repairWithTries(tx, table, ids);
    step.drifts.push(...drifts);
    step.skipped.push(...skipped);
  }
  return step;
}

/** Tries a few times, because a row that was locked is probably free a moment later. */
async function repairWithTries(
  tx: Tx,
  table: CountedTableName,
  ids: string[],
): Promise<Omit<CounterStep, 'next'>> {
  const drifts: Drift[] = [];
  let left = ids;
  for (let n = 0; n < tries && left.length > 0; n += 1) {
    if (n > 0) await sleep(pauseMs);
    const repaired = await repairCounters(tx, table, left);
    drifts.push(...repaired.drifts);
    left = repaired.skipped;
  }
  return { drifts, skipped: left };
}
