import type { Database } from '@feed/store/postgres/queryable';
import { takeBackExpired } from './sql/lease.js';
import { ensurePeriodic } from './sql/periodic.js';
import { taskNames, tasks } from './kinds/all.js';
import type { RunnerOptions } from './runner-options.js';

export interface Sweeper {
  start(): Promise<void>;
  /** Resolves when no sweep is under way. */
  stop(): Promise<void>;
}

const attemptsOfKinds = new Map(taskNames.map((name) => [name, tasks[name].retry.attempts]));

/** Takes back the tasks of dead workers and looks for what no hint told of, with or without Redis. */
export function createSweeper(options: RunnerOptions, onSwept: () => void): Sweeper {
  const { database, sweepIntervalMs, logger } = options;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let sweeping: Promise<void> | undefined;
  let planned = false;

  const plan = async (): Promise<void> => {
    if (!planned) await ensureAllPeriodic(database);
    planned = true;
  };
  const sweep = async (): Promise<void> => {
    if ((await takeBack(options)) > 0) planned = false;
    onSwept();
    await plan();
  };
  const sweepAgain = (): void => {
    if (stopped) return;
    const warn = (error: unknown): void => logger.warn({ err: error }, 'the sweep for tasks failed');
    const run = (): void => {
      sweeping = sweep().catch(warn).then(sweepAgain);
    };
    // Jitter keeps several workers from asking at the same moment.
    timer = setTimeout(run, sweepIntervalMs * (0.75 + Math.random() / 2));
  };
  return {
    async start() {
      await plan().catch((error: unknown) =>
        logger.warn({ err: error }, 'periodic tasks could not be planned yet'),
      );
      sweepAgain();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await sweeping;
    },
  };
}

/** @returns how many tasks have died of it */
async function takeBack({ database, logger, events }: RunnerOptions): Promise<number> {
  const { pending, dead } = await takeBackExpired(database, attemptsOfKinds);
  if (pending + dead > 0) events?.swept?.({ reason: 'expired_lease', count: pending + dead });
  if (dead > 0) logger.error({ count: dead }, 'tasks are dead: their last run ended without a word');
  return dead;
}

async function ensureAllPeriodic(database: Database): Promise<void> {
  for (const name of taskNames) {
    const { everySeconds } = tasks[name];
    if (everySeconds !== undefined) await ensurePeriodic(database, name, everySeconds);
  }
}
