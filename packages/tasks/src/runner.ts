import { sleep } from '@feed/platform/deadline';
import type { Logger } from '@feed/platform/logger';
import type { Database } from '@feed/store/database/queryable';
import { type LeasedTask, claimTasks, takeBackExpired } from '@feed/store/tasks/lease';
import { ensurePeriodic } from '@feed/store/tasks/periodic';
import type { Enqueue } from './enqueue.js';
import type { Handlers } from './handler.js';
import { taskNames, tasks } from './kinds/all.js';
import { RunAborted, type RunOutcome, runTask } from './run-task.js';
import type { WakeupConsumer } from './wakeup.js';

export interface RunnerEvents {
  /** A run has ended; `waitSeconds` is what the task waited for it. */
  finished?(event: { kind: string; outcome: RunOutcome; seconds: number; waitSeconds: number }): void;
  /** Tasks were found without a hint: their worker had died, or their hint was lost. */
  swept?(event: { reason: 'expired_lease' | 'overdue'; count: number }): void;
}

export interface RunnerOptions {
  database: Database;
  wakeup: WakeupConsumer;
  enqueue: Enqueue;
  handlers: Handlers;
  /** Tasks run at once. Each holds a connection, and one more keeps the leases. */
  concurrency: number;
  leaseSeconds: number;
  /** How often Postgres is asked for tasks that no hint told of. */
  sweepIntervalMs: number;
  /** After which a run is given up as failed. */
  runTimeoutMs: number;
  logger: Logger;
  events?: RunnerEvents;
}

export interface Runner {
  start(): Promise<void>;
  /** Tasks in hand. */
  readonly running: number;
  /** Claims no more and lets what runs finish for at most `graceMs`; then gives the rest back. */
  close(graceMs: number): Promise<void>;
}

type Trigger = 'hint' | 'sweep' | 'free';

interface Running {
  task: LeasedTask;
  controller: AbortController;
  ended: Promise<void>;
}

const attemptsOfKinds = new Map(taskNames.map((name) => [name, tasks[name].retry.attempts]));

/** Runs what Postgres says is due: on hints at once, and by sweeping whether or not Redis is there. */
export function createRunner(options: RunnerOptions): Runner {
  const { database, wakeup, concurrency, leaseSeconds, sweepIntervalMs, logger, events } = options;
  const running = new Set<Running>();
  let closing = false;
  let claiming: Promise<void> | undefined;
  let wanted: Trigger | undefined;
  let timer: NodeJS.Timeout | undefined;

  const begin = (task: LeasedTask): void => {
    const controller = new AbortController();
    const entry: Running = { task, controller, ended: Promise.resolve() };
    entry.ended = runTask(options, task, controller).then(({ outcome, seconds }) => {
      running.delete(entry);
      events?.finished?.({ kind: task.kind, outcome, seconds, waitSeconds: task.waitSeconds });
      wake('free');
    });
    running.add(entry);
  };

  const claimFree = async (trigger: Trigger): Promise<void> => {
    const limit = concurrency - running.size;
    if (limit <= 0 || closing) return;
    const claimed = await claimTasks(database, { kinds: taskNames, limit, leaseSeconds });
    if (trigger === 'sweep' && claimed.length > 0)
      events?.swept?.({ reason: 'overdue', count: claimed.length });
    claimed.forEach(begin);
  };

  const claimWanted = async (): Promise<void> => {
    for (let trigger = wanted; trigger !== undefined && !closing; trigger = wanted) {
      wanted = undefined;
      await claimFree(trigger).catch((error: unknown) =>
        logger.warn({ err: error }, 'tasks cannot be claimed'),
      );
    }
  };

  const wake = (trigger: Trigger): void => {
    wanted = trigger;
    claiming ??= claimWanted().finally(() => {
      claiming = undefined;
    });
  };

  const sweep = async (): Promise<void> => {
    const { pending, dead } = await takeBackExpired(database, attemptsOfKinds);
    if (pending + dead > 0) events?.swept?.({ reason: 'expired_lease', count: pending + dead });
    if (dead > 0) logger.error({ count: dead }, 'tasks are dead: their last run ended without a word');
    wake('sweep');
  };

  const sweepAgain = (): void => {
    // Jitter keeps several workers from asking at the same moment.
    timer = setTimeout(
      () => {
        sweep()
          .catch((error: unknown) => logger.warn({ err: error }, 'the sweep for tasks failed'))
          .finally(() => !closing && sweepAgain());
      },
      sweepIntervalMs * (0.75 + Math.random() / 2),
    );
  };

  return {
    get running() {
      return running.size;
    },
    async start() {
      await ensureAllPeriodic(database).catch((error: unknown) =>
        logger.warn({ err: error }, 'periodic tasks could not be planned'),
      );
      wakeup.listen(() => wake('hint'));
      wake('sweep');
      sweepAgain();
    },
    async close(graceMs) {
      closing = true;
      clearTimeout(timer);
      await claiming;
      const all = Promise.all([...running].map(({ ended }) => ended));
      await Promise.race([all, sleep(graceMs)]);
      for (const { controller } of running) controller.abort(new RunAborted('shutdown'));
      await Promise.all([...running].map(({ ended }) => ended));
    },
  };
}

async function ensureAllPeriodic(database: Database): Promise<void> {
  for (const name of taskNames) {
    const { everySeconds } = tasks[name];
    if (everySeconds !== undefined) await ensurePeriodic(database, name, everySeconds);
  }
}
