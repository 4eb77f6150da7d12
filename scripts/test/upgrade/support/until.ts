import assert from 'node:assert/strict';
import { sleep } from '@feed/platform/deadline';

const boundMs = 60_000;

/** Waits until `test` holds; starting processes takes its time on a busy machine. */
export async function until(what: string, test: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + boundMs; Date.now() < end; await sleep(50)) if (await test()) return;
  assert.fail(`waited in vain: ${what}`);
}
