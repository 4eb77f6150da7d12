import type { DomainEvent } from '@feed/events/kinds/all';
import { record } from '@feed/events/record';
import { statement } from '@feed/store/postgres/statement';
import { enqueue, type EnqueueOptions } from '@feed/tasks/enqueue';
import { createMemoryWakeup } from '@feed/tasks/memory-wakeup';
import { silentLogger } from '@feed/testkit/silent-logger';
import { type TestDatabase, testDatabase } from '@feed/testkit/test-database';
import { type TestRedis, testRedis } from '@feed/testkit/test-redis';
import { readConfig } from '@feed/settings/worker';
import { buildContext } from '../../src/context.js';
import { createTaskRunner } from '../../src/run-tasks.js';
import type { WorkerContext } from '../../src/worker-context.js';
import { type MailCatcher, mailCatcher } from '@feed/testkit/mail-catcher';
import { until } from '@feed/testkit/until';

export interface TestWorker {
  readonly context: WorkerContext;
  readonly server: TestDatabase;
  readonly redis: TestRedis;
  readonly mail: MailCatcher;
  /** Records the event and waits until the reactions to it have run; the ids of their tasks, by kind. */
  record(event: DomainEvent): Promise<Record<string, string>>;
  /** Enqueues the task and waits until it and everything it enqueues has run; its id. */
  run(name: string, payload: object, options?: EnqueueOptions): Promise<string>;
  /** The samples of a metric, by the text before the value. */
  samples(name: string): Promise<Record<string, number>>;
  /** Waits until no event is undispatched and no task is due or running. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

const due = statement<{ id: string }>(
  'test.due',
  `SELECT id FROM tasks WHERE state = 'running' OR (state = 'pending' AND run_after <= now())
   UNION ALL SELECT id FROM events WHERE dispatched_at IS NULL LIMIT 1`,
);
const reactionsTo = statement<{ id: string; kind: string }>(
  'test.reactions_to',
  "SELECT id, kind FROM tasks WHERE payload->>'eventId' = $1",
);

/** A worker in this process with a database, a Redis and a mail server of its own. Call in `before`. */
export async function startTestWorker(env: Record<string, string> = {}): Promise<TestWorker> {
  const [server, redis, mail] = await Promise.all([testDatabase(), testRedis(), mailCatcher()]);
  const urls = { ...server.env, REDIS_URL: redis.url, SMTP_URL: mail.url };
  const wakeup = createMemoryWakeup();
  const config = readConfig({ ...urls, REDIS_TIMEOUT_MS: '1000', SWEEP_INTERVAL: '200', ...env });
  const context = buildContext(config, { wakeup, logger: silentLogger() });
  const { database } = context;
  const runner = createTaskRunner(context);
  const settled = async () => {
    await until('all tasks are run', async () => !(await database.query(due)).length);
  };
  const hint = () => wakeup.hint({ kind: 'events' });
  await until('redis is connected', () => context.redis.ready);
  await runner.start();
  await settled();
  return {
    ...{ context, server, redis, mail, settled },
    record: async (event) => {
      const eventId = await database.transaction((tx) => record(tx, event));
      await hint();
      await settled();
      const tasks = await database.query(reactionsTo, [eventId]);
      return Object.fromEntries(tasks.map(({ id, kind }) => [kind, id]));
    },
    run: async (name, payload, options) => {
      const id = await database.transaction((tx) => enqueue(tx, { name }, payload, options));
      await hint();
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
