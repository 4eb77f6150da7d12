import { isCodedError } from '@feed/platform/errors';
import type { Database } from '@feed/store/postgres/queryable';
import { maxStatementBytes, responseTooLarge } from './response-limit.js';
import type { Shares } from './shares.js';

/**
 * The same database, except that each caller uses no more than its share of the connections, and that a query ends when it
 * has read more than a response may contain.
 */
export function fairDatabase(database: Database, shares: Pick<Shares, 'statement'>): Database {
  return {
    ...database,
    query: (statement, values) =>
      shares.statement(() => bounded(database.query(statement, values, maxStatementBytes)), textBytes),
    transaction: (work, options) => shares.statement(() => database.transaction(work, options)),
    withClient: (work) => shares.statement(() => database.withClient(work)),
  };
}

/** Rejects as a response does that is too large, when the rows of a statement were. */
export async function bounded<T>(rows: Promise<T>): Promise<T> {
  try {
    return await rows;
  } catch (error) {
    throw isCodedError(error) && error.code === 'QUERY_TOO_COMPLEX' ? responseTooLarge() : error;
  }
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
