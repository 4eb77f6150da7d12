import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { endWithThisProcess } from '@feed/local-servers/end-with-process';
import { freePort } from '@feed/local-servers/free-port';
import { until } from '@feed/testkit/until';

interface Readiness {
  ready: boolean;
  checks: Record<string, string>;
}

/** A service of some release in a separate process, observed only through what operators can see. */
export interface Service {
  /** The URL of GraphQL, if the service has one. */
  readonly url: string;
  readiness(): Promise<Readiness>;
  alive(): Promise<boolean>;
  untilReady(): Promise<void>;
  stop(): Promise<void>;
}

/** Starting a process of another release takes long on a busy machine. */
export const slow = { ms: 60_000, pollMs: 50 };

const tsx = fileURLToPath(import.meta.resolve('tsx'));

function run(root: string, program: readonly string[], env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, ['--conditions=source', '--import', tsx, ...program], {
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

/** @param root of the checkout of the release */
export async function startService(
  root: string,
  name: 'api' | 'worker',
  env: Record<string, string>,
): Promise<Service> {
  const [port, opsPort] = await Promise.all([freePort(), freePort()]);
  const ports = { HOST: '127.0.0.1', PORT: `${port}`, OPS_PORT: `${opsPort}` };
  const child = run(root, [`services/${name}/src/main.ts`], { LOG_LEVEL: 'fatal', ...ports, ...env });
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
    untilReady: async () => {
      await until(`${name} of ${root} is ready`, async () => (await readiness(ops)).ready, slow);
    },
    stop: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
  await until(`${name} of ${root} is started`, service.alive, slow);
  return service;
}

const migrationOf = (root: string): string[] => {
  const current = 'packages/store/src/schema/main.ts';
  // Release 0.1 has its own program for this.
  return existsSync(join(root, current)) ? [current, 'migrate'] : ['services/api/src/migrate/main.ts'];
};

/** Runs the migration of a release to its end. */
export async function migrateWith(root: string, databaseUrl: string): Promise<void> {
  const child = run(root, migrationOf(root), { DATABASE_URL: databaseUrl });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`the migration of ${root} failed`);
}
