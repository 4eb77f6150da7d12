import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { feedctl } from '@feed/cli/feedctl';
import { signingSecret } from './services.js';
import type { Stores } from './stores.js';

export interface Viewer {
  readonly id: string;
  readonly token: string;
}

/** Runs one command line of `feedctl` on these stores. @throws Error with what it printed when it fails */
export async function runFeed({ databaseUrl, redisUrl }: Stores, ...args: string[]): Promise<void> {
  let printed = '';
  const write = (chunk: Buffer, _encoding: string, done: () => void) => {
    printed += chunk.toString();
    done();
  };
  const env = {
    ...{ DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, AUTH_SECRET: signingSecret },
    REDIS_TIMEOUT_MS: '5000',
  };
  const code = await feedctl(args, { env, stdout: new Writable({ write }), stderr: new Writable({ write }) });
  if (code !== 0) throw new Error(`feedctl ${args.join(' ')}: ${printed}`);
}

/** Migrates the database and fills it with the CSV files of this folder. */
export async function importFolder(stores: Stores, data: string): Promise<void> {
  await runFeed(stores, 'migrate');
  await runFeed(stores, 'import', data, '--mapping', join(stores.folder, 'ids.csv'));
}

/** Logs in at most this many accounts, evenly spread over all. Their ids are those of the database. */
export async function logIn(stores: Stores, count: number): Promise<Viewer[]> {
  const [mapping, out] = ['ids.csv', 'tokens.txt'].map((name) => join(stores.folder, name)) as [
    string,
    string,
  ];
  await runFeed(stores, 'tokens', '--users', `${count}`, '--out', out, '--mapping', mapping, '--ttl', '24h');
  const ids = new Map<string, string>();
  for (const line of linesOf(mapping)) {
    const [kind, outside = '', id = ''] = line.split(',');
    if (kind === 'user') ids.set(outside, id);
  }
  return linesOf(out).map((line) => {
    const [outside = '', token = ''] = line.split(' ');
    return { id: ids.get(outside) ?? '', token };
  });
}

const linesOf = (file: string): string[] => readFileSync(file, 'utf8').trim().split('\n');
