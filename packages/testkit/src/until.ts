import { sleep } from '@feed/platform/deadline';

const pollMs = 20;
/** Shorter than the 30 s that mocha grants a test, so that a failure says what was awaited. */
const defaultMs = 25_000;

/**
 * Waits until `test` returns something truthy, which is the result. Errors of `test` are passed on.
 * @param what names the condition for the error message
 * @throws Error when that takes longer than `ms` milliseconds
 */
export async function until<T>(
  what: string,
  test: () => T | Promise<T>,
  ms = defaultMs,
): Promise<NonNullable<T>> {
  for (const end = Date.now() + ms; ; await sleep(pollMs)) {
    const found = await test();
    if (found) return found;
    if (Date.now() > end) throw new Error(`this did not happen within ${ms / 1000} s: ${what}`);
  }
}
