import { performance } from 'node:perf_hooks';
import type { Hint } from './wakeup.js';

export interface Coalescer {
  /** Sends the hint immediately when none was sent for an interval, otherwise the newest one at the end of the interval. */
  hint(hint: Hint): Promise<void>;
  /** Drops a waiting hint: a sweep finds what it announced. */
  stop(): void;
}

/** Limits hints to one per interval: one stands for everything that is pending, and each costs Redis about 60 commands. */
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
