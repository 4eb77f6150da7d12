import { sleep } from '@feed/platform/deadline';
import { createClaims } from './claims.js';
import type { RunnerOptions } from './runner-options.js';
import { createSweeper } from './sweeper.js';

export interface Runner {
  start(): Promise<void>;
  /** Number of tasks that are running. */
  readonly running: number;
  /** Stops claiming and lets running tasks finish for at most `graceMs`; then gives the rest back. */
  close(graceMs: number): Promise<void>;
}

/** Dispatches events and runs due tasks: immediately on a hint, and by sweeps, which do not need Redis. */
export function createRunner<Context>(options: RunnerOptions<Context>): Runner {
  const claims = createClaims(options);
  const sweeper = createSweeper(options, () => claims.wake('sweep'));
  return {
    get running() {
      return claims.running;
    },
    async start() {
      await sweeper.start();
      options.wakeup.listen(() => claims.wake('hint'));
    },
    async close(graceMs) {
      await Promise.all([claims.stop(), sweeper.stop()]);
      const ended = claims.ended();
      const grace = new AbortController();
      await Promise.race([ended, sleep(graceMs, grace.signal)]);
      grace.abort();
      claims.abort();
      await ended;
    },
  };
}
