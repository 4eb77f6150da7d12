import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import { currentScope, runInScope } from '@feed/platform/request-context';
import { createTogether, type Together } from '../../src/postgres/together.js';

interface Run {
  readonly items: readonly number[];
  readonly requestId: string | undefined;
  resolve(): void;
  reject(error: Error): void;
}

const inTime = Number.POSITIVE_INFINITY;
const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
const names = (settled: PromiseSettledResult<string>[]) =>
  settled.map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as Error).message));

describe('items that go together', () => {
  let runs: Run[], idle: number, mayRepeat: boolean, together: Together<number, string>;
  beforeEach(() => {
    [runs, idle, mayRepeat] = [[], 0, true];
    together = createTogether<number, string>({
      max: 3,
      mayRepeat: () => mayRepeat,
      onIdle: () => void (idle += 1),
      run: (items) =>
        new Promise((resolve, reject) => {
          const requestId = currentScope()?.requestId;
          runs.push({ items, requestId, resolve: () => resolve(items.map((item) => `${item}!`)), reject });
        }),
    });
  });
  const started = () => runs.map(({ items }) => items);

  it('are those of one turn of the loop, then those that arrive while others are under way, up to the limit', async () => {
    const results = Promise.all([0, 1].map((item) => together(item, inTime)));
    await turn();
    const more = Promise.all([2, 3, 4, 5, 6, 7].map((item) => together(item, inTime)));
    await turn();
    assert.deepEqual(started(), [[0, 1]]);
    const all = [
      [0, 1],
      [2, 3, 4],
      [5, 6, 7],
    ];
    for (const run of [1, 2]) {
      runs[run - 1]?.resolve();
      await turn();
      assert.deepEqual(started(), all.slice(0, run + 1));
    }
    assert.equal(idle, 0);
    runs[2]?.resolve();
    assert.deepEqual([await results, await more].flat(), ['0!', '1!', '2!', '3!', '4!', '5!', '6!', '7!']);
    await turn();
    assert.equal(idle, 1);
  });

  it('run for no request', async () => {
    const result = runInScope({ requestId: 'one' }, () => together(1, inTime));
    await turn();
    assert.equal(runs[0]?.requestId, undefined);
    runs[0]?.resolve();
    await result;
  });

  it('run one by one after a failure that one of them may have caused', async () => {
    const results = Promise.allSettled([1, 2, 3].map((item) => together(item, inTime)));
    await turn();
    runs[0]?.reject(new Error('all'));
    for (const item of [1, 2, 3]) {
      await turn();
      const run = runs[item];
      assert.deepEqual(run?.items, [item]);
      if (item === 2) run?.reject(new Error('two'));
      else run?.resolve();
    }
    assert.deepEqual(names(await results), ['1!', 'two', '3!']);
  });

  it('fail together when the failure has another reason, and alone when there was only one', async () => {
    mayRepeat = false;
    const results = Promise.allSettled([1, 2].map((item) => together(item, inTime)));
    await turn();
    runs[0]?.reject(new Error('outage'));
    assert.deepEqual(names(await results), ['outage', 'outage']);
    mayRepeat = true;
    const alone = Promise.allSettled([together(3, inTime)]);
    await turn();
    runs[1]?.reject(new Error('three'));
    assert.deepEqual(names(await alone), ['three']);
    assert.equal(runs.length, 2);
  });

  it('are not begun for a caller whose deadline has passed', async () => {
    const late = performance.now() - 1;
    const results = Promise.allSettled([together(1, late), together(2, inTime), together(3, late)]);
    await turn();
    assert.deepEqual(started(), [[2]]);
    runs[0]?.resolve();
    assert.deepEqual(names(await results), [
      'The request took too long.',
      '2!',
      'The request took too long.',
    ]);
  });
});
