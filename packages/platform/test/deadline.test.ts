import assert from 'node:assert/strict';
import { backoff, sleep, withDeadline } from '../src/deadline.js';

const late = (): Error => new Error('late');

describe('deadline', () => {
  it('passes on what arrives in time', async () => {
    assert.equal(await withDeadline(Promise.resolve(1), 60_000, late), 1);
    await assert.rejects(withDeadline(Promise.reject(new Error('own')), 60_000, late), /own/);
  });

  it('gives up on what never arrives', async () => {
    await assert.rejects(withDeadline(new Promise(() => {}), 1, late), /late/);
  });

  it('ignores a rejection that comes after the deadline', async () => {
    let fail: (error: Error) => void = () => {};
    const work = new Promise<never>((_, reject) => (fail = reject));
    await assert.rejects(withDeadline(work, 1, late), /late/);
    fail(new Error('own'));
    await sleep(0);
  });

  it('wakes a sleeper on abort and leaves no listener', async () => {
    const controller = new AbortController();
    const sleeping = sleep(3_600_000, controller.signal);
    controller.abort();
    await sleeping;
    await sleep(3_600_000, controller.signal);
  });
});

describe('backoff', () => {
  it('doubles from the base to the cap', () => {
    const delays = [1, 2, 3, 4, 50].map((n) => backoff(n, { baseMs: 100, maxMs: 500, jitter: 0 }));
    assert.deepEqual(delays, [100, 200, 400, 500, 500]);
  });

  it('keeps jitter inside its share', () => {
    for (let i = 0; i < 200; i++) {
      const delay = backoff(1, { baseMs: 1000, maxMs: 5000, jitter: 0.25 });
      assert.ok(delay >= 750 && delay <= 1000, String(delay));
    }
  });
});
