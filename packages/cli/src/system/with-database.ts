import { type Database, openDatabase } from '@feed/store/postgres/database';

/** Opens the database at `url` for `work`, with one connection, and closes it afterwards, whatever happened. */
export async function withDatabase<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = openDatabase({
    url,
    poolMax: 1,
    pooler: 'none',
    statementTimeoutMs: 30_000,
    acquireTimeoutMs: 5_000,
    applicationName: 'feed-up',
  });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
