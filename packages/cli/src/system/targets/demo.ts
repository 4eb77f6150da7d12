import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statement } from '@feed/store/postgres/database';
import { withOpenDatabase } from '../../lib/database.js';
import { onProcessEnd } from '../../lib/process-end.js';
import { places } from '../places.js';
import type { Steps } from '../steps.js';
import type { SystemEnv } from '../system-env.js';

interface Accounts {
  any: boolean;
  demo: boolean;
}

const accounts = statement<Accounts>(
  'up.accounts',
  `SELECT EXISTS (SELECT FROM users) AS any, EXISTS (SELECT FROM users WHERE lower(username) = 'demo') AS demo`,
);

/**
 * Fills an empty database with a small network when `wanted`; a database with accounts is left alone.
 * @returns whether there is a demo account to log in with
 */
export async function prepareDemo(system: SystemEnv, wanted: boolean, steps: Steps): Promise<boolean> {
  const found = await findAccounts(system['DATABASE_URL'] ?? '');
  if (found.any || !wanted) return found.demo;
  await steps.run('demo network', () => seed(system));
  return true;
}

async function findAccounts(url: string): Promise<Accounts> {
  const [found] = await withOpenDatabase({ url, applicationName: 'feed-up' }, (database) =>
    database.query(accounts),
  );
  return found ?? { any: false, demo: false };
}

async function seed(system: SystemEnv): Promise<void> {
  const args = [places.feedctl, 'seed', '--password', system['DEMO_PASSWORD'] ?? ''];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...system },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = onProcessEnd(() => child.kill());
  let problems = '';
  child.stderr.on('data', (chunk: Buffer) => (problems += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  ended();
  if (code !== 0) throw new Error(`The system runs, but "feedctl seed" failed:\n${problems}`);
}
