import { belowAllIds } from '../../postgres/ids.js';
import type { Queryable } from '../../postgres/queryable.js';
import { statement } from '../../postgres/statement.js';
import { countedTableNames, driftedRows, type CountedTableName } from '../counters.js';

export interface DriftStep {
  table: CountedTableName;
  /** Rows that were compared. */
  rows: number;
  /** The rows that have a wrong counter. */
  drifted: string[];
}

const page = (table: CountedTableName) =>
  statement<{ last: string | null; rows: number }>(
    `verify.counted_${table}`,
    `SELECT max(id) AS last, count(*)::int AS rows
     FROM (SELECT id FROM ${table} WHERE id > $1 ORDER BY id LIMIT $2) AS ids`,
  );
const pages = countedTableNames.map((table) => ({ table, page: page(table) }));
const total = statement<{ total: number }>(
  'verify.counted_total',
  `SELECT (${countedTableNames.map((table) => `(SELECT count(*) FROM ${table})`).join(' + ')})::float8 AS total`,
);
const chunk = 2_000;

/** Compares every stored counter with the rows that it counts, 2,000 at a time, and changes nothing. */
export async function* counterDrift(q: Queryable): AsyncGenerator<DriftStep> {
  for (const { table, page } of pages) {
    for (let after = belowAllIds; ;) {
      const [row] = await q.query(page, [after, chunk]);
      if (!row?.last) break;
      yield { table, rows: row.rows, drifted: await driftedRows(q, table, { after, upTo: row.last }) };
      after = row.last;
    }
  }
}

/** Number of rows that `counterDrift` compares. */
export async function countCounted(q: Queryable): Promise<number> {
  return (await q.query(total))[0]?.total ?? 0;
}
