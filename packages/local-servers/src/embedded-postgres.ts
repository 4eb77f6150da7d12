import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endOf, endWithThisProcess } from './end-with-process.js';
import { postgresBinaries, type PostgresBinaries } from './postgres-binaries.js';
import { unprivilegedUser, type UnprivilegedUser } from './unprivileged-user.js';

export interface PostgresServer {
  /** Leads to the database `postgres`, as its superuser. */
  url: string;
  pid: number;
  /** Resolves when the process has ended, with the reason in words. */
  ended: Promise<string>;
  stop(): Promise<void>;
}

export interface PostgresServerOptions {
  /** Where its data is; initdb creates the folder if it does not exist. */
  directory: string;
  port: number;
  password: string;
  /** Settings as on the command line of `postgres`, such as `fsync=off`. */
  settings?: readonly string[];
  onLog?: (line: string) => void;
}

const readyTries = 1200;
const pollMs = 50;
/** Without a locale, macOS looks for one in a thread, and Postgres does not start with several threads. */
const env = { ...process.env, LC_ALL: 'C' };

/** Creates the data under another name first, so that an interrupted start leaves nothing half-made behind. */
async function initialise(
  { initdb, major }: PostgresBinaries,
  { directory, password }: PostgresServerOptions,
  owner: UnprivilegedUser | undefined,
): Promise<void> {
  const unfinished = `${directory}.unfinished`;
  const passwordFile = `${directory}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (owner) for (const path of [unfinished, passwordFile]) chownSync(path, owner.uid, owner.gid);
  try {
    const files = [`--pgdata=${unfinished}`, `--pwfile=${passwordFile}`];
    await runInitdb(initdb, [...files, ...localeFlags(major)], owner);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(unfinished, directory);
}

/** Sorts text by its bytes, but knows upper and lower case of every script, where the locale C knows ASCII only. */
const localeFlags = (major: number): string[] =>
  major >= 17
    ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
    : ['--locale=C', '--lc-ctype=C.UTF-8'];

async function runInitdb(
  initdb: string,
  given: readonly string[],
  owner: UnprivilegedUser | undefined,
): Promise<void> {
  const flags = ['--auth=scram-sha-256', '--username=postgres', '--encoding=UTF8'];
  const child = spawn(initdb, [...given, ...flags], {
    ...owner,
    env,
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let problems = '';
  child.stderr.on('data', (chunk: Buffer) => (problems += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`initdb failed: ${problems}`);
}

/** The last line of postmaster.pid says whether connections are accepted; pg_ctl waits for the same line. */
function accepting(directory: string, child: ChildProcess): boolean {
  const file = join(directory, 'postmaster.pid');
  if (!existsSync(file)) return false;
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines[0] === `${child.pid}` && lines[7]?.trim() === 'ready';
}

const alive = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null;

async function untilAccepting(directory: string, child: ChildProcess, log: () => string): Promise<void> {
  for (let i = 0; i < readyTries && alive(child); i += 1) {
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
  if (!existsSync(join(directory, 'PG_VERSION'))) await initialise(binaries, options, owner);
  const all = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...settings];
  const args = ['-D', directory, '-p', `${port}`, ...all.flatMap((setting) => ['-c', setting])];
  const child = spawn(binaries.postgres, args, {
    ...owner,
    env,
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  await once(child, 'spawn');
  const ended = endOf(child);
  endWithThisProcess(child, { signal: 'INT' });
  let tail = '';
  child.stderr.on('data', (chunk: Buffer) => {
    tail = (tail + chunk.toString()).slice(-2000);
    onLog(chunk.toString());
  });
  await untilAccepting(directory, child, () => tail);
  return {
    url: `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`,
    pid: child.pid ?? 0,
    ended,
    stop: async () => {
      child.kill('SIGINT');
      await ended;
    },
  };
}
