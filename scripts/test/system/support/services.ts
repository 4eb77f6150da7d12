import { buildContext as buildApi } from '@feed/api/context';
import { buildPipeline } from '@feed/api/schema';
import { startServer } from '@feed/api/http/server';
import { serveWebSockets } from '@feed/api/live/websocket';
import { sleep } from '@feed/platform/deadline';
import { readConfig as readApiConfig } from '@feed/settings/api';
import { readConfig as readWorkerConfig } from '@feed/settings/worker';
import { statement } from '@feed/store/postgres/statement';
import { silentLogger } from '@feed/testkit/silent-logger';
import { testDatabase } from '@feed/testkit/test-database';
import { testRedis } from '@feed/testkit/test-redis';
import { buildContext as buildWorker } from '@feed/worker/context';
import { createTaskRunner } from '@feed/worker/run-tasks';

export interface Services {
  /** GraphQL of the api. */
  readonly url: string;
  /** Resolves when every event is dispatched and every task that it causes is done. */
  settled(): Promise<void>;
  flushRedis(): Promise<void>;
  stop(): Promise<void>;
}

const unfinished = statement<{ count: number }>(
  'test.unfinished',
  `SELECT (SELECT count(*) FROM events WHERE dispatched_at IS NULL)::int
     + (SELECT count(*) FROM tasks WHERE state <> 'done' AND payload ? 'event' AND kind <> 'welcome-mail')::int
     AS count`,
);

/** The api and the worker in this process, woken through Redis and Kue as in production; no mail server is there. */
export async function startServices(): Promise<Services> {
  const [database, redis] = await Promise.all([testDatabase(), testRedis()]);
  const env = {
    ...database.env,
    ...{ HOST: '127.0.0.1', PORT: '0', REDIS_URL: redis.url, REDIS_TIMEOUT_MS: '1000' },
    ...{ SWEEP_INTERVAL: '500', SMTP_URL: 'smtp://127.0.0.1:1' },
  };
  const app = await buildApi(readApiConfig(env), { logger: silentLogger() });
  const pipeline = buildPipeline(app);
  const api = await startServer(app, pipeline);
  const sockets = serveWebSockets({ app, pipeline, api });
  const worker = buildWorker(readWorkerConfig(env), { logger: silentLogger() });
  const runner = createTaskRunner(worker);
  await runner.start();
  return {
    url: `http://127.0.0.1:${api.port}/graphql`,
    settled: async () => {
      while ((await worker.database.query(unfinished))[0]?.count !== 0) await sleep(20);
    },
    flushRedis: async () => void (await worker.redis.client.flushAll()),
    stop: async () => {
      await runner.close(2_000);
      await worker.close();
      sockets.close();
      await api.close(1_000);
      await app.close();
      await Promise.all([database.drop(), redis.stop()]);
    },
  };
}
