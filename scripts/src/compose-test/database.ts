import { type Database, openDatabase } from '@feed/store/postgres/database';
import type { Stack } from './stack.js';

/** Opens the stack's database for `work`, and closes it afterwards. */
export async function withFeedDatabase<T>(
  { system }: Stack,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const database = openDatabase({
    url: system['DATABASE_URL'] ?? '',
    poolMax: 2,
    pooler: 'none',
    statementTimeoutMs: 30_000,
    acquireTimeoutMs: 5_000,
    applicationName: 'feed-compose-test',
  });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
