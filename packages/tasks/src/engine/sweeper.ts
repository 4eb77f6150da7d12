import { takeBackExpired, type TakenBack } from '../sql/lease.js';
import { ensurePeriodic } from '../sql/periodic.js';
import type { RunnerOptions } from './runner-options.js';

export interface Sweeper {
  /** Sweeps once, and then regularly. Never rejects. */
  start(): Promise<void>;
  /** Resolves once no sweep is in progress. */
  stop(): Promise<void>;
}

/** A sweep for an ended lease comes up to `slackMs` after its end, and at least `leastMs` after the previous sweep. */
const leaseEnd = { slackMs: 250, leastMs: 500 };

/**
 * Takes back the tasks of dead workers and looks for due tasks without a hint, with or without Redis. It sweeps when the
 * next lease ends, so that the tasks of a dead worker wait for its lease or for one interval, but not for both.
 */
export function createSweeper<Context>(options: RunnerOptions<Context>, onSwept: () => void): Sweeper {
  const { sweepIntervalMs, logger } = options;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let sweeping: Promise<void> | undefined;
  let planned = false;

  const warn = (error: unknown): void => logger.warn({ err: error }, 'the sweep for tasks failed');
  /** @returns the time until the next sweep */
  const sweep = async (): Promise<number> => {
    try {
      const { dead, nextSeconds } = await takeBack(options);
      if (dead > 0) planned = false;
      if (!planned) await ensureAllPeriodic(options);
      planned = true;
      return untilNext(sweepIntervalMs, nextSeconds);
    } finally {
      onSwept();
    }
  };
  const sweepNow = async (): Promise<void> => {
    const waitMs = await sweep().catch((error: unknown) => {
      warn(error);
      return untilNext(sweepIntervalMs, null);
    });
    if (!stopped) timer = setTimeout(run, waitMs);
  };
  const run = (): void => void (sweeping = sweepNow());
  return {
    async start() {
      run();
      await sweeping;
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await sweeping;
    },
  };
}

/** Jitter keeps several workers from asking at the same moment. */
function untilNext(sweepIntervalMs: number, nextSeconds: number | null): number {
  const intervalMs = sweepIntervalMs * (0.75 + Math.random() / 2);
  if (nextSeconds === null) return intervalMs;
  const endMs = nextSeconds * 1000 + Math.random() * leaseEnd.slackMs;
  return Math.min(intervalMs, Math.max(leaseEnd.leastMs, endMs));
}

async function takeBack<Context>({
  database,
  registry,
  logger,
  events,
}: RunnerOptions<Context>): Promise<TakenBack> {
  const attempts = new Map(registry.names.map((name) => [name, registry.task(name).retry.attempts]));
  const taken = await takeBackExpired(database, attempts);
  const count = taken.pending + taken.dead;
  if (count > 0) events?.swept?.({ reason: 'expired_lease', count });
  if (taken.dead > 0)
    logger.error({ count: taken.dead }, 'tasks are dead: the worker of their last run died or hung');
  return taken;
}

async function ensureAllPeriodic<Context>({ database, registry }: RunnerOptions<Context>): Promise<void> {
  for (const { name, everySeconds } of registry.periodic) await ensurePeriodic(database, name, everySeconds);
}
