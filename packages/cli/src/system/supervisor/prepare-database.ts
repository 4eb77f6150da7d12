import { statement } from '@feed/store/postgres/database';
import { createMigrator } from '@feed/store/postgres/migrate';
import { withOpenDatabase } from '../../lib/database.js';
import type { SystemEnv } from '../system-env.js';
import type { LogFile } from './log-file.js';

const exists = statement('up.database', 'SELECT 1 AS found FROM pg_database WHERE datname = $1');

/**
 * Creates the database of the system if it is missing, over a connection to `serverUrl`, migrates it, and gives the role of the
 * services its rights. The data may be of a release in which the services used the superuser.
 */
export async function prepareDatabase(serverUrl: string, env: SystemEnv, log: LogFile): Promise<void> {
  const { MIGRATION_DATABASE_URL: url = '', DATABASE_URL = '' } = env;
  await ensureDatabase(serverUrl, new URL(url).pathname.slice(1));
  const migrator = await createMigrator({ url, services: { url: DATABASE_URL, pooler: 'none' } });
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
