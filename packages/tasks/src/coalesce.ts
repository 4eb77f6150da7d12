import { performance } from 'node:perf_hooks';
import type { Hint } from './wakeup.js';

export interface Coalescer {
  /** Sends at once when nothing was sent for an interval, else the newest one when the interval is over. */
  hint(hint: Hint): Promise<void>;
  /** Forgets what is waiting: a sweep will find it. */
  stop(): void;
}

/** At most one hint an interval: one wakes a worker for all that is pending, and each costs Redis some sixty commands. */
export function coalesceHints(send: (hint: Hint) => Promise<void>, intervalMs: number): Coalescer {
  let nextAt = performance.now();
  let waiting: Hint | undefined;
  let timer: NodeJS.Timeout | undefined;
  const sendNow = (hint: Hint): Promise<void> => {
    nextAt = performance.now() + intervalMs;
    return send(hint);
  };
  const sendWaiting = (): void => {
    timer = undefined;
    if (waiting) void sendNow(waiting);
    waiting = undefined;
  };
  return {
    async hint(hint) {
      const wait = nextAt - performance.now();
      if (wait <= 0 && !timer) return sendNow(hint);
      waiting = hint;
      timer ??= setTimeout(sendWaiting, wait);
    },
    stop() {
      clearTimeout(timer);
      waiting = undefined;
    },
  };
}
