import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startProcess, untilReady, type LocalProcess } from './local-process.js';
import { initialise, postgresEnv } from './postgres-data.js';
import { postgresBinaries } from './postgres-binaries.js';
import { unprivilegedUser } from './unprivileged-user.js';

export interface PostgresServer extends LocalProcess {
  /** The address of the database `postgres`, with the superuser's credentials. */
  readonly url: string;
}

export interface PostgresServerOptions {
  /** The data directory; initdb creates it when it does not exist yet. */
  directory: string;
  port: number;
  password: string;
  /** Settings as written on the command line of `postgres`, such as `fsync=off`. */
  settings?: readonly string[];
  onOutput?: (chunk: Buffer) => void;
}

/** Starts the Postgres that npm installed, on the loopback interface. @throws Error with what it printed when it does not start */
export async function startEmbeddedPostgres(options: PostgresServerOptions): Promise<PostgresServer> {
  const { directory, port, password, settings = [], onOutput } = options;
  const user = unprivilegedUser();
  const binaries = postgresBinaries(user);
  if (!existsSync(join(directory, 'PG_VERSION'))) await initialise(binaries, { directory, password, user });
  const all = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...settings];
  const started = await startProcess({
    command: binaries.postgres,
    args: ['-D', directory, '-p', `${port}`, ...all.flatMap((setting) => ['-c', setting])],
    env: postgresEnv,
    cwd: '/',
    user,
    onOutput,
    endSignal: 'INT',
  });
  await untilReady('Postgres', started, () => acceptsConnections(directory, started.pid));
  const url = `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
  return { ...started, url };
}

/** Reads the status line of postmaster.pid, as pg_ctl does. */
function acceptsConnections(directory: string, pid: number): boolean {
  const file = join(directory, 'postmaster.pid');
  if (!existsSync(file)) return false;
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines[0] === `${pid}` && lines[7]?.trim() === 'ready';
}
