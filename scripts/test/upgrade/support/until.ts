import assert from 'node:assert/strict';
import { sleep } from '@feed/platform/deadline';

const tries = 1200;
const pollMs = 50;

/** Waits until `test` holds, for a minute and more: starting processes takes its time on a busy machine. */
export async function until(what: string, test: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < tries; i += 1, await sleep(pollMs)) if (await test()) return;
  assert.fail(`waited in vain: ${what}`);
}
