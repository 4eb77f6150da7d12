import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { createJournal } from '../../src/journal/journal.js';
import type { Queryable } from '../../src/postgres/queryable.js';

describe('the journal of an idle process', () => {
  let now = 0;
  const polledAt: number[] = [];
  const database = {
    query: () => {
      polledAt.push(now);
      return Promise.resolve([{ snapshot: '7:7:', life: 'one', at: now, changes: null, count: 0 }]);
    },
  } as unknown as Queryable;
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const pass = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += 100) {
      now += 100;
      mock.timers.tick(100);
      await settled();
      await settled();
    }
  };

  before(() => {
    mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
    mock.method(performance, 'now', () => now);
  });
  after(() => {
    mock.timers.reset();
    mock.restoreAll();
  });

  it('is polled as long after every poll, whoever asked for that', async () => {
    const journal = createJournal({ database, idleMs: 5_000 });
    await pass(5_000);
    await pass(1_000);
    await journal.sync();
    await pass(12_000);
    journal.close();
    await pass(12_000);
    assert.deepEqual(polledAt, [5_000, 6_000, 11_000, 16_000]);
  });
});
