import { setTimeout as pause } from 'node:timers/promises';

/** The least time between two polls, in milliseconds: all writes in between are heard by the second. */
const leastMs = 20;

/** Makes a function that polls soon after it is called, however often it is called. */
export function createPacer(poll: () => Promise<void>): () => void {
  let running = false;
  let again = false;
  const run = async (): Promise<void> => {
    running = true;
    while (again) {
      again = false;
      await poll().catch(() => undefined);
      await pause(leastMs);
    }
    running = false;
  };
  return () => {
    again = true;
    if (!running) void run();
  };
}
