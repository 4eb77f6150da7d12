import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { statement } from '@feed/store/postgres/database';
import { places } from './places.js';
import type { Steps } from './steps.js';
import type { SystemEnv } from './system-env.js';
import { withDatabase } from './with-database.js';

const accounts = statement<{ any: boolean; demo: boolean }>(
  'up.accounts',
  `SELECT EXISTS (SELECT FROM users) AS any, EXISTS (SELECT FROM users WHERE lower(username) = 'demo') AS demo`,
);

/** Fills an empty database with a small network; data of somebody's own is left alone. Whether there is a demo login. */
export async function prepareDemo(system: SystemEnv, wanted: boolean, steps: Steps): Promise<boolean> {
  const found = await lookForAccounts(system['DATABASE_URL'] ?? '');
  if (found.any || !wanted) return found.demo;
  await steps.run('demo network', () => seed(system));
  return true;
}

async function lookForAccounts(url: string): Promise<{ any: boolean; demo: boolean }> {
  const [found] = await withDatabase(url, (database) => database.query(accounts));
  return found ?? { any: false, demo: false };
}

async function seed(system: SystemEnv): Promise<void> {
  const command = join(places.root, 'scripts', 'bin', 'feed.mjs');
  const child = spawn(process.execPath, [command, 'seed', '--password', system['DEMO_PASSWORD'] ?? ''], {
    env: { ...process.env, ...system },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let problems = '';
  child.stderr.on('data', (chunk: Buffer) => (problems += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`The system runs, but "feed seed" failed:\n${problems}`);
}
