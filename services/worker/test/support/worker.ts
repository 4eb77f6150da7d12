import { statement } from '@feed/store/postgres/statement';
import { createEnqueue, type EnqueueOptions } from '@feed/tasks/enqueue';
import { createMemoryWakeup } from '@feed/tasks/memory-wakeup';
import type { Task } from '@feed/tasks/task';
import { silentLogger } from '@feed/testkit/silent-logger';
import { type TestDatabase, testDatabase } from '@feed/testkit/test-database';
import { type TestRedis, testRedis } from '@feed/testkit/test-redis';
import { readConfig } from '@feed/settings/worker';
import { buildContext, type WorkerContext } from '../../src/context.js';
import { createTaskRunner } from '../../src/run-tasks.js';
import { type MailCatcher, mailCatcher } from './mail-catcher.js';
import { until } from '@feed/testkit/until';

export interface TestWorker {
  readonly context: WorkerContext;
  readonly server: TestDatabase;
  readonly redis: TestRedis;
  readonly mail: MailCatcher;
  /** Enqueues the task and waits until it and all that it enqueues at once has run; its id. */
  run<P extends object>(task: Task<P>, payload: P, options?: EnqueueOptions): Promise<string>;
  /** The samples of a metric, by what stands before the value. */
  samples(name: string): Promise<Record<string, number>>;
  stop(): Promise<void>;
}

const due = statement<{ id: string }>(
  'test.due',
  "SELECT id FROM tasks WHERE state = 'running' OR (state = 'pending' AND run_after <= now()) LIMIT 1",
);

/** A worker in this process with a database, a Redis and a mail server of its own. Call in `before`. */
export async function startTestWorker(env: Record<string, string> = {}): Promise<TestWorker> {
  const [server, redis, mail] = await Promise.all([testDatabase(), testRedis(), mailCatcher()]);
  const urls = { ...server.env, REDIS_URL: redis.url, SMTP_URL: mail.url };
  const wakeup = createMemoryWakeup();
  const config = readConfig({ ...urls, REDIS_TIMEOUT_MS: '1000', SWEEP_INTERVAL: '200', ...env });
  const context = buildContext(config, { wakeup, logger: silentLogger() });
  const enqueue = createEnqueue({ wakeup });
  const runner = createTaskRunner(context);
  const settled = () => until('all tasks are run', async () => !(await context.database.query(due)).length);
  await until('redis is connected', () => context.redis.ready);
  await runner.start();
  await settled();
  return {
    ...{ context, server, redis, mail },
    run: async (task, payload, options) => {
      const id = await context.database.transaction((tx) => enqueue(tx, task, payload, options));
      await settled();
      return id;
    },
    samples: async (name) => {
      const lines = (await context.metrics.text()).split('\n').filter((line) => line.startsWith(name));
      return Object.fromEntries(
        lines.map((line) => [line.replace(/ \S+$/, ''), Number(/\S+$/.exec(line)?.[0])]),
      );
    },
    stop: async () => {
      await runner.close(1000);
      await context.close();
      await Promise.all([server.drop(), redis.stop(), mail.stop()]);
    },
  };
}
