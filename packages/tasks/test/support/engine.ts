import { silentLogger } from '@feed/testkit/silent-logger';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import type { Database } from '@feed/store/postgres/queryable';
import { findTask, type TaskView } from '../../src/sql/inspect.js';
import { createEnqueue, type Enqueue, type EnqueueOptions } from '../../src/enqueue.js';
import { welcomeMailTask } from '../../src/kinds/welcome-mail.js';
import { createMemoryWakeup } from '../../src/memory-wakeup.js';
import { createRunner, type Runner, type RunnerOptions } from '../../src/runner.js';
import type { WakeupConsumer, WakeupProducer } from '../../src/wakeup.js';
import { countEffects, handlersWith, leaveEffect, makeEffects, type WelcomeHandler } from './effects.js';

export interface Engine {
  database: Database;
  /** For processes that work on it too. */
  server: TestDatabase;
  enqueue: Enqueue;
  /** A task of the kind that tests play with; runs `welcome` of the runner's options. */
  add(options?: EnqueueOptions): Promise<string>;
  /** A runner that is closed with the engine at the latest. */
  runner(options?: Partial<RunnerOptions> & { welcome?: WelcomeHandler }): Runner;
  task(id: string): Promise<TaskView>;
  effects(id: string): Promise<number>;
  close(): Promise<void>;
}

/** A database and a wake-up of the test's own, and whatever runners it asks for. */
export async function testEngine(
  wakeup: WakeupProducer & WakeupConsumer = createMemoryWakeup(),
): Promise<Engine> {
  const server = await testDatabase();
  const database = server.open({ poolMax: 10 });
  await makeEffects(database);
  const enqueue = createEnqueue({ wakeup });
  const runners: Runner[] = [];
  const fixed = { database, enqueue, wakeup, concurrency: 2, leaseSeconds: 5, sweepIntervalMs: 100 };
  return {
    database,
    server,
    enqueue,
    add: (options) => database.transaction((tx) => enqueue(tx, welcomeMailTask, { userId: '42' }, options)),
    runner({ welcome = leaveEffect, ...options } = {}) {
      const rest = { runTimeoutMs: 10_000, logger: silentLogger(), handlers: handlersWith(welcome) };
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
