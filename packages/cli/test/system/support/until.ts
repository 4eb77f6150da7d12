import assert from 'node:assert/strict';

/** Waits until `condition` holds, at most 10 s. */
export async function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await condition())) {
    assert.ok(Date.now() < deadline, 'it did not happen within 10 s');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
