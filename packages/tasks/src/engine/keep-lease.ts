import { performance } from 'node:perf_hooks';
import { extendLease, type LeasedTask } from '../sql/lease.js';
import { RunAborted } from './run-aborted.js';
import type { RunnerOptions } from './runner-options.js';

type LeaseOptions = Pick<RunnerOptions<unknown>, 'database' | 'leaseSeconds' | 'logger'>;

/**
 * Extends the lease three times as often as needed. Aborts the run once another worker has the task, and also when the
 * lease ends by the clock of this process: Postgres does not answer, or the process was stopped, and another worker may
 * have the task by now.
 * @param endsAt when the lease ends at the earliest, by `performance.now()`
 * @returns a function that stops it
 */
export function keepLease(
  { database, leaseSeconds, logger }: LeaseOptions,
  task: LeasedTask,
  endsAt: number,
  controller: AbortController,
): () => void {
  const leaseMs = leaseSeconds * 1000;
  const abortAt = (end: number): NodeJS.Timeout =>
    setTimeout(() => controller.abort(new RunAborted('lease_expired')), end - performance.now());
  let stopped = false;
  let deadline = abortAt(endsAt);
  const extend = async (): Promise<void> => {
    const sentAt = performance.now();
    if (!(await extendLease(database, task, leaseSeconds)))
      return controller.abort(new RunAborted('lost_lease'));
    clearTimeout(deadline);
    if (!stopped) deadline = abortAt(sentAt + leaseMs);
  };
  const timer = setInterval(() => {
    extend().catch((error: unknown) => logger.warn({ err: error }, 'a lease cannot be extended'));
  }, leaseMs / 3);
  return () => {
    stopped = true;
    clearInterval(timer);
    clearTimeout(deadline);
  };
}
