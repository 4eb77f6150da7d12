import type { Database, PgClient } from '@feed/store/postgres/database';
import { fail, ok, warn, type Finding } from './finding.js';

const backend = async (client: PgClient) =>
  (await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid;

/** Whether two open connections share a server process. Only a pooler in transaction mode lets them. */
export function sharesSessions(database: Database): Promise<boolean> {
  return database.withClient((a) =>
    database.withClient(async (b) => {
      const seen = [await backend(a), await backend(b), await backend(a), await backend(b)];
      return seen[0] === seen[1] || seen[0] !== seen[2] || seen[1] !== seen[3];
    }),
  );
}

/** Compares DATABASE_POOLER with what was found. */
export function checkPooler(
  pooled: boolean,
  configured: 'none' | 'transaction',
  env: NodeJS.ProcessEnv,
): Finding[] {
  const check = 'pooler';
  const setting = `DATABASE_POOLER=${configured}`;
  if (!pooled)
    return configured === 'none'
      ? [ok(check, `none, ${setting}`)]
      : [warn(check, `none, but ${setting}`, 'set DATABASE_POOLER=none: statements are then prepared once')];
  if (configured === 'none')
    return [fail(check, `in transaction mode, but ${setting}`, 'set DATABASE_POOLER=transaction')];
  const pooler = ok(check, `in transaction mode, ${setting}`);
  if (env['MIGRATION_DATABASE_URL'] || env['MIGRATION_DATABASE_URL_FILE']) return [pooler];
  const advice = 'set MIGRATION_DATABASE_URL to the server itself: a pooler loses the lock of a migration';
  return [pooler, warn('migration connection', 'through the pooler', advice)];
}
