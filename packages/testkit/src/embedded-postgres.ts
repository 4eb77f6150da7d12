import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endWithThisProcess } from './end-with-process.js';
import { postgresBinaries, type PostgresBinaries } from './postgres-binaries.js';
import { unprivilegedUser, type UnprivilegedUser } from './unprivileged-user.js';

export interface PostgresServer {
  /** Of the database `postgres`, as its superuser. */
  url: string;
  stop(): Promise<void>;
}

export interface PostgresServerOptions {
  /** Its data; made by initdb when it does not exist yet. */
  directory: string;
  port: number;
  password: string;
  /** Settings as on the command line of `postgres`, such as `fsync=off`. */
  settings?: readonly string[];
  onLog?: (line: string) => void;
}

const readyTries = 1200;
const pollMs = 50;

function initialise(
  { initdb }: PostgresBinaries,
  options: PostgresServerOptions,
  owner: UnprivilegedUser | undefined,
): void {
  const { directory, password } = options;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const passwordFile = `${directory}.password`;
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (owner) for (const path of [directory, passwordFile]) chownSync(path, owner.uid, owner.gid);
  const flags = ['--auth=scram-sha-256', '--username=postgres', '--encoding=UTF8', '--locale=C'];
  const files = [`--pgdata=${directory}`, `--pwfile=${passwordFile}`];
  const run = spawnSync(initdb, [...files, ...flags], { ...owner, cwd: '/', encoding: 'utf8' });
  rmSync(passwordFile, { force: true });
  if (run.status !== 0) throw new Error(`initdb failed: ${run.error?.message ?? run.stderr}`);
}

/** The last line of postmaster.pid says when connections are accepted; pg_ctl waits for the same. */
function accepting(directory: string, child: ChildProcess): boolean {
  const file = join(directory, 'postmaster.pid');
  if (!existsSync(file)) return false;
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines[0] === `${child.pid}` && lines[7]?.trim() === 'ready';
}

async function untilAccepting(directory: string, child: ChildProcess, log: () => string): Promise<void> {
  for (let i = 0; i < readyTries && child.exitCode === null; i += 1) {
    if (accepting(directory, child)) return;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  child.kill('SIGQUIT');
  throw new Error(`Postgres did not start: ${log()}`);
}

/** Starts the Postgres that npm brought, listening on loopback; it never outlives this process. */
export async function startEmbeddedPostgres(options: PostgresServerOptions): Promise<PostgresServer> {
  const { directory, port, password, settings = [], onLog = () => undefined } = options;
  const owner = unprivilegedUser();
  const binaries = postgresBinaries(owner);
  if (!existsSync(join(directory, 'PG_VERSION'))) initialise(binaries, options, owner);
  const all = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...settings];
  const args = ['-D', directory, '-p', `${port}`, ...all.flatMap((setting) => ['-c', setting])];
  const child = spawn(binaries.postgres, args, {
    ...owner,
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  await once(child, 'spawn');
  endWithThisProcess(child, { signal: 'INT' });
  let tail = '';
  child.stderr.on('data', (chunk: Buffer) => {
    tail = (tail + chunk.toString()).slice(-2000);
    onLog(chunk.toString());
  });
  await untilAccepting(directory, child, () => tail);
  return {
    url: `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGINT');
      await exited;
    },
  };
}
