import { silentLogger } from '@feed/testkit/silent-logger';
import { testDatabase } from '@feed/testkit/test-database';
import { statement, type Database } from '@feed/store/database/database';
import { findTask, type TaskView } from '@feed/store/tasks/inspect';
import { createEnqueue, type Enqueue, type EnqueueOptions } from '@feed/tasks/enqueue';
import type { Handler, Handlers } from '@feed/tasks/handler';
import { taskNames } from '@feed/tasks/kinds/all';
import { welcomeMailTask } from '@feed/tasks/kinds/welcome-mail';
import { createMemoryWakeup } from '@feed/tasks/memory-wakeup';
import { createRunner, type Runner, type RunnerOptions } from '@feed/tasks/runner';
import type { WakeupConsumer, WakeupProducer } from '@feed/tasks/wakeup';

const makeEffects = statement('test.make_effects', 'CREATE TABLE effects (task_id bigint NOT NULL)');
const effect = statement('test.effect', 'INSERT INTO effects VALUES ($1)');
const countEffects = statement<{ count: number }>(
  'test.count_effects',
  'SELECT count(*)::int AS count FROM effects WHERE task_id = $1',
);

export type WelcomeHandler = Handler<{ userId: string }>;
/** What a run does to the database, visible when it has committed. */
export const leaveEffect: WelcomeHandler = async (_payload, { tx, taskId }) => {
  await tx.query(effect, [taskId]);
};

export interface Engine {
  database: Database;
  enqueue: Enqueue;
  /** A task of the kind that tests play with; runs `welcome` of the runner's options. */
  add(options?: EnqueueOptions): Promise<string>;
  /** A runner that is closed with the engine at the latest. */
  runner(options?: Partial<RunnerOptions> & { welcome?: WelcomeHandler }): Runner;
  task(id: string): Promise<TaskView>;
  effects(id: string): Promise<number>;
  close(): Promise<void>;
}

const idle = async (): Promise<void> => undefined;

export function handlersWith(welcome: WelcomeHandler): Handlers {
  const idlers = Object.fromEntries(taskNames.map((name) => [name, idle])) as unknown as Handlers;
  return { ...idlers, 'welcome-mail': welcome };
}

/** A database and a wake-up of the test's own, and whatever runners it asks for. */
export async function testEngine(
  wakeup: WakeupProducer & WakeupConsumer = createMemoryWakeup(),
): Promise<Engine> {
  const server = await testDatabase();
  const database = server.open({ poolMax: 10 });
  await database.query(makeEffects);
  const enqueue = createEnqueue({ wakeup });
  const runners: Runner[] = [];
  const fixed = { database, enqueue, wakeup, concurrency: 2, leaseSeconds: 5, sweepIntervalMs: 100 };
  return {
    database,
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
    effects: async (id) => (await database.query(countEffects, [id]))[0]?.count ?? 0,
    async close() {
      await Promise.all(runners.map((runner) => runner.close(0)));
      await wakeup.close();
      await server.drop();
    },
  };
}
