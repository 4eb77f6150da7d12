import type { Database } from '@feed/store/postgres/queryable';
import type { Shares } from './shares.js';

/** The same database, except that each caller uses no more than its share of the connections. */
export function fairDatabase(database: Database, shares: Pick<Shares, 'statement'>): Database {
  return {
    ...database,
    query: (statement, values) => shares.statement(() => database.query(statement, values), textBytes),
    transaction: (work, options) => shares.statement(() => database.transaction(work, options)),
    withClient: (work) => shares.statement(() => database.withClient(work)),
  };
}

/** Shorter texts are limited by the number of objects. */
const longText = 250;

/** The bytes of the long texts in the rows. */
export function textBytes(rows: readonly unknown[]): number {
  let bytes = 0;
  for (const row of rows)
    for (const value of Object.values(row as object))
      if (typeof value === 'string' && value.length > longText) bytes += Buffer.byteLength(value);
  return bytes;
}
