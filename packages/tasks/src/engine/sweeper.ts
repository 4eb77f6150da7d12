import { takeBackExpired } from '../sql/lease.js';
import { ensurePeriodic } from '../sql/periodic.js';
import type { RunnerOptions } from './runner-options.js';

export interface Sweeper {
  start(): Promise<void>;
  /** Resolves once no sweep is in progress. */
  stop(): Promise<void>;
}

/** Takes back the tasks of dead workers and looks for due tasks without a hint, with or without Redis. */
export function createSweeper<Context>(options: RunnerOptions<Context>, onSwept: () => void): Sweeper {
  const { sweepIntervalMs, logger } = options;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let sweeping: Promise<void> | undefined;
  let planned = false;

  const plan = async (): Promise<void> => {
    if (!planned) await ensureAllPeriodic(options);
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

/** @returns the number of tasks that are dead now */
async function takeBack<Context>({
  database,
  registry,
  logger,
  events,
}: RunnerOptions<Context>): Promise<number> {
  const attempts = new Map(registry.names.map((name) => [name, registry.task(name).retry.attempts]));
  const { pending, dead } = await takeBackExpired(database, attempts);
  if (pending + dead > 0) events?.swept?.({ reason: 'expired_lease', count: pending + dead });
  if (dead > 0) logger.error({ count: dead }, 'tasks are dead: the worker of their last run died or hung');
  return dead;
}

async function ensureAllPeriodic<Context>({ database, registry }: RunnerOptions<Context>): Promise<void> {
  for (const { name, everySeconds } of registry.periodic) await ensurePeriodic(database, name, everySeconds);
}
