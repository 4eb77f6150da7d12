import { join, relative } from 'node:path';
import { places } from '../places.js';
import { readSystemEnv } from '../system-env.js';
import { openControl } from './control.js';
import { openLogFile } from './log-file.js';
import { localServices } from './services.js';
import { type Supervised, supervise } from './supervise.js';

/** These use Postgres and Redis, so they stop first and can finish their work. */
const stopFirst = new Set(['api', 'worker']);

async function stopAll(supervised: ReadonlyMap<string, Supervised>): Promise<void> {
  const stop = (first: boolean) =>
    Promise.all(
      [...supervised].filter(([name]) => stopFirst.has(name) === first).map(([, service]) => service.stop()),
    );
  await stop(true);
  await stop(false);
}

/** Runs in the background until it receives a signal or a `stop` through its socket. */
async function main(): Promise<void> {
  process.chdir(places.root);
  const supervised = new Map<string, Supervised>();
  const startedAt = Date.now();
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    void stopAll(supervised).finally(() => {
      control.close();
      process.exit(0);
    });
  };
  const control = await openControl({
    path: relative(places.root, places.socket),
    status: () => ({
      pid: process.pid,
      startedAt,
      services: [...supervised.values()].map((service) => service.status()),
    }),
    stop: end,
  });
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  const env = readSystemEnv(places.env);
  for (const service of localServices({ env, root: places.root, postgresFolder: places.postgres }))
    supervised.set(service.name, supervise(service, openLogFile(join(places.logs, `${service.name}.log`))));
}

await main();
