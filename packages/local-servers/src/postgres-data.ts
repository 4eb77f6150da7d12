import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { PostgresBinaries } from './postgres-binaries.js';
import type { UnprivilegedUser } from './unprivileged-user.js';

export interface DataOptions {
  directory: string;
  /** The password of the superuser. */
  password: string;
  user: UnprivilegedUser | undefined;
}

/** Without a locale, macOS looks one up in a thread, and Postgres refuses to start in a process with threads. */
export const postgresEnv = { ...process.env, LC_ALL: 'C' };

/**
 * Creates the data directory. It appears complete or not at all, so an interrupted start leaves nothing half-made behind.
 * @throws Error with what initdb printed
 */
export async function initialise(binaries: PostgresBinaries, options: DataOptions): Promise<void> {
  const { directory, password, user } = options;
  const unfinished = `${directory}.unfinished`;
  const passwordFile = `${directory}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user) for (const path of [unfinished, passwordFile]) chownSync(path, user.uid, user.gid);
  try {
    await runInitdb(binaries, [`--pgdata=${unfinished}`, `--pwfile=${passwordFile}`], user);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(unfinished, directory);
}

async function runInitdb(
  { initdb, major }: PostgresBinaries,
  files: readonly string[],
  user: UnprivilegedUser | undefined,
): Promise<void> {
  const fixed = ['--auth=scram-sha-256', '--username=postgres', '--encoding=UTF8'];
  const child = spawn(initdb, [...files, ...fixed, ...localeFlags(major)], {
    ...user,
    env: postgresEnv,
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let problems = '';
  child.stderr.on('data', (chunk: Buffer) => (problems += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`initdb failed: ${problems}`);
}

/** Sorts text by its bytes, but knows upper and lower case in every script; the plain locale C knows them in ASCII only. */
const localeFlags = (major: number): string[] =>
  major >= 17
    ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
    : ['--locale=C', '--lc-ctype=C.UTF-8'];
