import { spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.js';
import { startProcess, untilReady } from './local-process.js';
import { accepts } from './port-accepts.js';
import { unprivilegedUser } from './unprivileged-user.js';

export interface PgBouncer {
  /** The address of the database `postgres`; every other database is available under its own name. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Debian installs PgBouncer in a folder that is on root's PATH only. */
const env = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/usr/local/sbin` };

/** Starts PgBouncer in transaction mode in front of the Postgres at `postgresUrl`. @throws Error with what it printed when it does not start */
export async function startPgBouncer(postgresUrl: string): Promise<PgBouncer> {
  const url = new URL(postgresUrl);
  const port = await freePort();
  const directory = mkdtempSync(join(tmpdir(), 'feed-pgbouncer-'));
  const file = join(directory, 'pgbouncer.ini');
  writeFileSync(file, configuration(url, port, knowsPreparedStatements()), { mode: 0o600 });
  const user = unprivilegedUser();
  if (user) for (const path of [directory, file]) chownSync(path, user.uid, user.gid);
  // A graceful shutdown would wait for the clients, and there is no state to save.
  const started = await startProcess({
    command: 'pgbouncer',
    args: [file],
    env,
    cwd: '/',
    user,
    endSignal: 'KILL',
  });
  await untilReady('PgBouncer', started, () => accepts(port));
  url.port = `${port}`;
  return {
    url: url.toString(),
    stop: async () => {
      await started.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/**
 * The strictest configuration of a pooler: it discards session state after every transaction, even when the same client
 * runs the next one, so code that relies on a session fails every time and not only under load.
 */
function configuration(postgres: URL, port: number, preparedStatements: boolean): string {
  const server = `host=${postgres.hostname} port=${postgres.port} user=${postgres.username}`;
  return [
    '[databases]',
    `* = ${server} password=${decodeURIComponent(postgres.password)}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = any',
    'pool_mode = transaction',
    'server_reset_query = DISCARD ALL',
    'server_reset_query_always = 1',
    // Newer versions would hide the use of named statements; older ones do not have the setting.
    ...(preparedStatements ? ['max_prepared_statements = 0'] : []),
    'max_client_conn = 1000',
    'default_pool_size = 10',
    'server_idle_timeout = 5',
    'server_login_retry = 1',
    '',
  ].join('\n');
}

function knowsPreparedStatements(): boolean {
  const { stdout } = spawnSync('pgbouncer', ['--version'], { encoding: 'utf8', env });
  const [, major, minor] = /PgBouncer (\d+)\.(\d+)/.exec(stdout ?? '') ?? [];
  return Number(major) > 1 || Number(minor) >= 21;
}
