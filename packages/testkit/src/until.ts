import { sleep } from '@feed/platform/deadline';
import { timedOut } from './current-test.js';
import { patience } from './patience.js';

export interface UntilOptions {
  /** How long it may take on an idle machine, in milliseconds; less than the time-out of the test. */
  ms?: number;
  pollMs?: number;
}

type Truthy<T> = Exclude<T, null | undefined | false | '' | 0>;

/**
 * Polls until `condition` returns something truthy, and returns that.
 * @throws Error that names `what`, when it takes too long or the test times out first
 */
export async function until<T>(
  what: string,
  condition: () => T | Promise<T>,
  { ms = 20_000, pollMs = 20 }: UntilOptions = {},
): Promise<Truthy<T>> {
  const signal = timedOut();
  for (const end = Date.now() + patience(ms); ; await sleep(pollMs, signal)) {
    const found = await condition();
    if (found) return found as Truthy<T>;
    if (signal.aborted) throw new Error(`the test timed out while it waited: ${what}`);
    if (Date.now() > end) throw new Error(`this did not happen in time: ${what}`);
  }
}
