import type { Database, PgClient } from '@feed/store/postgres/database';
import { fail, ok, warn, type Finding } from './finding.js';

const backend = async (client: PgClient) =>
  (await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid;

/** Whether two open connections are served by the same server process, which only a pooler of transactions does. */
export function sharesSessions(database: Database): Promise<boolean> {
  return database.withClient((a) =>
    database.withClient(async (b) => {
      const seen = [await backend(a), await backend(b), await backend(a), await backend(b)];
      return seen[0] === seen[1] || seen[0] !== seen[2] || seen[1] !== seen[3];
    }),
  );
}

/** Whether DATABASE_POOLER says what is the case. */
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
    return [fail(check, `by transaction, but ${setting}`, 'set DATABASE_POOLER=transaction')];
  const direct = ok(check, `by transaction, ${setting}`);
  if (env['MIGRATION_DATABASE_URL'] || env['MIGRATION_DATABASE_URL_FILE']) return [direct];
  const advice =
    'set MIGRATION_DATABASE_URL to the server itself: the lock of a migration is lost in a pooler';
  return [direct, warn('migration connection', 'through the pooler', advice)];
}
