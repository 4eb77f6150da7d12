import { sleep } from '@feed/platform/deadline';
import { timedOut } from './current-test.js';
import { patience } from './patience.js';

const pollMs = 20;
/** Shorter than the 30 s that a test may take on an idle machine, so that a failure says what was awaited. */
const defaultMs = 25_000;

type Truthy<T> = Exclude<T, null | undefined | false | '' | 0>;

/**
 * Waits until `test` returns something truthy, which is the result. Errors of `test` are passed on.
 * @param what names the condition for the error message
 * @param ms enough time on an idle machine, in milliseconds
 * @throws Error when it takes longer than that, or when the running test has timed out meanwhile
 */
export async function until<T>(what: string, test: () => T | Promise<T>, ms = defaultMs): Promise<Truthy<T>> {
  const signal = timedOut();
  for (const end = Date.now() + patience(ms); ; await sleep(pollMs, signal)) {
    const found = await test();
    if (found) return found as Truthy<T>;
    if (signal.aborted) throw new Error(`the test timed out while it waited: ${what}`);
    if (Date.now() > end) throw new Error(`this did not happen within ${patience(ms) / 1000} s: ${what}`);
  }
}
