import { statement } from '@feed/store/postgres/database';
import { createMigrator } from '@feed/store/postgres/migrate';
import { withOpenDatabase } from '../../lib/database.js';
import type { LogFile } from './log-file.js';

const exists = statement('up.database', 'SELECT 1 AS found FROM pg_database WHERE datname = $1');

/** Creates the database that `url` names if it is missing, over a connection to `serverUrl`, and migrates it. */
export async function prepareDatabase(serverUrl: string, url: string, log: LogFile): Promise<void> {
  await ensureDatabase(serverUrl, new URL(url).pathname.slice(1));
  const migrator = await createMigrator({ url });
  try {
    const applied = await migrator.up();
    if (applied.length > 0) log.write(`supervisor: migrated: ${applied.join(', ')}\n`);
  } finally {
    await migrator.close();
  }
}

function ensureDatabase(url: string, name: string): Promise<void> {
  return withOpenDatabase({ url, applicationName: 'feed-up' }, async (server) => {
    const found = await server.query(exists, [name]);
    if (found.length === 0) await server.query(statement('up.create-database', `CREATE DATABASE "${name}"`));
  });
}
