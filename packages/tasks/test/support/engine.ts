import { silentLogger } from '@feed/testkit/silent-logger';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import type { Database } from '@feed/store/postgres/queryable';
import { findTask, type TaskView } from '../../src/sql/inspect.js';
import { enqueue, type EnqueueOptions } from '../../src/enqueue.js';
import { createMemoryWakeup } from '../../src/memory-wakeup.js';
import { createRunner, type Runner } from '../../src/engine/runner.js';
import type { RunnerOptions } from '../../src/engine/runner-options.js';
import type { WakeupConsumer, WakeupProducer } from '../../src/wakeup.js';
import {
  countEffects,
  leaveEffect,
  makeEffects,
  registryWith,
  type Welcome,
  welcomeMail,
} from './effects.js';

export interface Engine {
  database: Database;
  /** For other processes that use the same database. */
  server: TestDatabase;
  /** Enqueues a task that runs `welcome` of the runner's options, and sends a hint. */
  add(options?: EnqueueOptions): Promise<string>;
  /** Starts a runner; closing the engine closes it as well. */
  runner(options?: Partial<RunnerOptions<unknown>> & { welcome?: Welcome }): Runner;
  task(id: string): Promise<TaskView>;
  effects(id: string): Promise<number>;
  close(): Promise<void>;
}

/** Creates a database and a wake-up for one test, and runners on demand. */
export async function testEngine(
  wakeup: WakeupProducer & WakeupConsumer = createMemoryWakeup(),
): Promise<Engine> {
  const server = await testDatabase();
  const onEvents = () => wakeup.hint({ kind: 'events' });
  const database = server.open({ poolMax: 10, onEvents });
  await makeEffects(server.openOwner({ pooler: 'transaction' }));
  const runners: Runner[] = [];
  const fixed = {
    database,
    wakeup,
    context: undefined,
    concurrency: 2,
    leaseSeconds: 5,
    sweepIntervalMs: 100,
  };
  return {
    database,
    server,
    add: (options) =>
      database.transaction(async (tx) => {
        tx.afterCommit(onEvents);
        return enqueue(tx, welcomeMail, { userId: '42' }, options);
      }),
    runner({ welcome = leaveEffect, ...options } = {}) {
      const rest = { runTimeoutMs: 10_000, logger: silentLogger(), registry: registryWith(welcome) };
      const runner = createRunner({ ...fixed, ...rest, ...options });
      runners.push(runner);
      return runner;
    },
    async task(id) {
      const found = await findTask(database, id);
      if (!found) throw new Error(`there is no task ${id}`);
      return found;
    },
    effects: (id) => countEffects(database, id),
    async close() {
      await Promise.all(runners.map((runner) => runner.close(0)));
      await wakeup.close();
      await server.drop();
    },
  };
}
