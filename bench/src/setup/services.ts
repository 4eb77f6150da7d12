import { existsSync, openSync, closeSync, readFileSync } from 'node:fs';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { places } from '@feed/cli/system/places';
import { endWithThisProcess } from '@feed/local-servers/end-with-process';
import { freePort } from '@feed/local-servers/free-port';
import { sleep } from '@feed/platform/deadline';
import type { Stores } from './stores.js';

export interface Server {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

export interface ServiceOptions {
  /** Runs the services from their sources, which is slower, instead of from what was built. */
  fromSource?: boolean;
  /** Further settings of the services, by the names of their environment variables. */
  settings?: Readonly<Record<string, string>>;
}

export const signingSecret = 'the secret of one run of the bench, on this machine only';
const readyMs = 60_000;
const unlimited = '100000000';

/** The services' settings for production, with rates that a load test does not reach. */
const production = (stores: Stores): Record<string, string> => ({
  ...{ NODE_ENV: 'production', DATABASE_URL: stores.databaseUrl, REDIS_URL: stores.redisUrl },
  ...{ AUTH_SECRET: signingSecret, ACCESS_TOKEN_SECONDS: '86400', DRAIN_DELAY_MS: '0' },
  ...{ SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'bench@localhost' },
  ...{ RATE_READS_PER_ADDRESS: unlimited, RATE_READS_PER_ACCOUNT: unlimited },
  ...{ RATE_MUTATIONS_PER_ADDRESS: unlimited, RATE_MUTATIONS_PER_ACCOUNT: unlimited },
  ...{ QUOTA_BYTES_PER_ACCOUNT: '1000000000000', QUOTA_BYTES_PER_ADDRESS: '1000000000000' },
});

/** The flags with which the images run them, apart from those that depend on the memory of a container. */
const nodeFlags = { api: '--max-semi-space-size=16', worker: '--max-semi-space-size=8' };

export async function startService(
  name: 'api' | 'worker',
  stores: Stores,
  { fromSource = false, settings = {} }: ServiceOptions = {},
): Promise<Server> {
  const service = join(places.root, 'services', name);
  const built = join(service, 'dist/main.js');
  if (!fromSource && !existsSync(built))
    throw new Error('The services are not built. Run "make build" first.');
  const opsPort = await freePort();
  const flags = [nodeFlags[name], ...(fromSource ? sourceFlags : [])];
  const args = [...flags, fromSource ? join(service, 'src/main.ts') : built];
  const env = { ...production(stores), OPS_PORT: `${opsPort}`, ...settings };
  return startNode(name, stores, { args, env, ready: () => `http://127.0.0.1:${opsPort}/readyz` });
}

const sourceFlags = ['--conditions=source', '--import', 'tsx'];

/** Starts a TypeScript file of the bench as a server of its own. */
export const startPeer = (
  name: string,
  stores: Stores,
  file: URL,
  env: Record<string, string> = {},
): Promise<Server> =>
  startNode(name, stores, {
    args: [...sourceFlags, file.pathname],
    env: { NODE_ENV: 'production', DATABASE_URL: stores.databaseUrl, ...env },
    ready: (port) => `http://127.0.0.1:${port}/ready`,
  });

interface NodeProgram {
  args: readonly string[];
  env: Record<string, string>;
  /** An address that responds with 200 once the program is ready. */
  ready(port: number): string;
}

async function startNode(name: string, stores: Stores, { args, env, ready }: NodeProgram): Promise<Server> {
  const port = await freePort();
  const logFile = join(stores.folder, `${name}.log`);
  // To a file, because reading its log would take time from the load generator.
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, args, {
    cwd: places.root,
    env: { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: `${port}`, ...env },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  endWithThisProcess(child, { signal: 'KILL' });
  const exited = once(child, 'exit');
  await untilReady(
    child,
    ready(port),
    () => `${name} did not start: ${readFileSync(logFile, 'utf8').slice(-2_000)}`,
  );
  return {
    ...{ url: `http://127.0.0.1:${port}/graphql`, pid: child.pid ?? 0 },
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

async function untilReady(child: ChildProcess, url: string, problem: () => string): Promise<void> {
  const deadline = Date.now() + readyMs;
  while (child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await sleep(50);
  }
  child.kill('SIGKILL');
  throw new Error(problem());
}
