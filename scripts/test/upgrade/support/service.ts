import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { endWithThisProcess } from '@feed/local-servers/end-with-process';
import { freePort } from '@feed/local-servers/free-port';
import { until } from './until.js';

interface Readiness {
  ready: boolean;
  checks: Record<string, string>;
}

/** A service of some release in a process of its own, observed only through what operators can see. */
export interface Service {
  /** GraphQL, where it has some. */
  readonly url: string;
  readiness(): Promise<Readiness>;
  alive(): Promise<boolean>;
  untilReady(): Promise<void>;
  stop(): Promise<void>;
}

const tsx = fileURLToPath(import.meta.resolve('tsx'));

function run(root: string, file: string, env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, ['--conditions=source', '--import', tsx, file], {
    cwd: root,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  endWithThisProcess(child, { signal: 'KILL' });
  return child;
}

async function readiness(ops: string): Promise<Readiness> {
  const response = await fetch(`${ops}/readyz`);
  const { checks } = (await response.json()) as { checks: Record<string, string> };
  return { ready: response.ok, checks };
}

/** @param root of the checkout that holds the release */
export async function startService(
  root: string,
  name: 'api' | 'worker',
  env: Record<string, string>,
): Promise<Service> {
  const [port, opsPort] = await Promise.all([freePort(), freePort()]);
  const ports = { HOST: '127.0.0.1', PORT: `${port}`, OPS_PORT: `${opsPort}` };
  const child = run(root, `services/${name}/src/main.ts`, { LOG_LEVEL: 'fatal', ...ports, ...env });
  const exited = once(child, 'exit');
  const ops = `http://127.0.0.1:${opsPort}`;
  const service: Service = {
    url: `http://127.0.0.1:${port}/graphql`,
    readiness: () => readiness(ops),
    alive: () =>
      fetch(`${ops}/livez`).then(
        ({ ok }) => ok,
        () => false,
      ),
    untilReady: () => until(`${name} of ${root} is ready`, async () => (await readiness(ops)).ready),
    stop: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
  await until(`${name} of ${root} is started`, service.alive);
  return service;
}

/** Runs the migration of a release to its end. */
export async function migrateWith(root: string, databaseUrl: string): Promise<void> {
  const child = run(root, 'services/api/src/migrate/main.ts', { DATABASE_URL: databaseUrl });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`the migration of ${root} failed`);
}
