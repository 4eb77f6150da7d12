import assert from 'node:assert/strict';
import { sleep } from '@feed/platform/deadline';

const boundMs = 25_000;

/** Waits until `test` returns something true, which is the result. */
export async function until<T>(what: string, test: () => Promise<T> | T): Promise<NonNullable<T>> {
  for (const end = Date.now() + boundMs; Date.now() < end; await sleep(20)) {
    const found = await test();
    if (found) return found;
  }
  assert.fail(`waited in vain: ${what}`);
}
