import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sleep } from '@feed/platform/deadline';
import { endWithThisProcess } from './end-with-process.js';
import { freePort } from './free-port.js';
import { accepts } from './port-accepts.js';
import { unprivilegedUser } from './unprivileged-user.js';

export interface PgBouncer {
  /** Leads to the database `postgres`; every other database is there under its own name. */
  readonly url: string;
  stop(): Promise<void>;
}

const readyTries = 200;
const pollMs = 25;

/** Debian installs it in a folder that only root has on its PATH. */
const pgbouncerPath = `${process.env['PATH'] ?? ''}:/usr/sbin:/usr/local/sbin`;

/**
 * These settings are as strict as a pooler can be: the state of a session is discarded after every transaction, even when
 * the same client comes next, so that code that relies on it always fails and not only under load.
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
    // Newer versions would hide that named statements are used; older ones do not know the setting.
    ...(preparedStatements ? ['max_prepared_statements = 0'] : []),
    'max_client_conn = 1000',
    'default_pool_size = 10',
    'server_idle_timeout = 5',
    'server_login_retry = 1',
    '',
  ].join('\n');
}

function knowsPreparedStatements(): boolean {
  const { stdout } = spawnSync('pgbouncer', ['--version'], {
    encoding: 'utf8',
    env: { ...process.env, PATH: pgbouncerPath },
  });
  const [, major, minor] = /PgBouncer (\d+)\.(\d+)/.exec(stdout ?? '') ?? [];
  return Number(major) > 1 || Number(minor) >= 21;
}

async function untilAccepting(port: number, child: ChildProcess, log: () => string): Promise<void> {
  for (let i = 0; i < readyTries && child.exitCode === null; i += 1) {
    if (await accepts(port)) return;
    await sleep(pollMs);
  }
  child.kill('SIGKILL');
  throw new Error(`PgBouncer did not start: ${log()}`);
}

/** Starts PgBouncer in transaction mode in front of the Postgres at `postgresUrl`; it never outlives this process. */
export async function startPgBouncer(postgresUrl: string): Promise<PgBouncer> {
  const postgres = new URL(postgresUrl);
  const port = await freePort();
  const directory = mkdtempSync(join(tmpdir(), 'feed-pgbouncer-'));
  const file = join(directory, 'pgbouncer.ini');
  writeFileSync(file, configuration(postgres, port, knowsPreparedStatements()), { mode: 0o600 });
  const user = unprivilegedUser();
  if (user) for (const path of [directory, file]) chownSync(path, user.uid, user.gid);
  const child = spawn('pgbouncer', [file], {
    ...user,
    cwd: '/',
    env: { ...process.env, PATH: pgbouncerPath },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  await once(child, 'spawn');
  endWithThisProcess(child, { signal: 'KILL' });
  let tail = '';
  child.stderr.on('data', (chunk: Buffer) => void (tail = (tail + chunk.toString()).slice(-2000)));
  await untilAccepting(port, child, () => tail);
  const url = new URL(postgresUrl);
  url.port = `${port}`;
  return { url: url.toString(), stop: () => stop(child, directory) };
}

/** It stores nothing, so it is killed: a gentle end would wait for its clients. */
async function stop(child: ChildProcess, directory: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }
  rmSync(directory, { recursive: true, force: true });
}
