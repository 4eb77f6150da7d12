import { type Database, type DatabaseOptions, openDatabase } from '@feed/store/postgres/database';

const defaults = {
  pooler: 'none',
  poolMax: 2,
  statementTimeoutMs: 30_000,
  acquireTimeoutMs: 5_000,
  applicationName: 'feed-command',
} as const;

/** Opens a database for `work` and closes it afterwards, even when `work` fails. */
export async function withOpenDatabase<T>(
  options: Partial<DatabaseOptions> & { url: string },
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const database = openDatabase({ ...defaults, ...options });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
