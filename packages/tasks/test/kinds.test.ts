import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { taskNames, tasks } from '../src/kinds/all.js';
import { PayloadError } from '@feed/events/payload';
import type { Task } from '../src/task.js';

const kindFiles = readdirSync(new URL('../src/kinds/', import.meta.url))
  .filter((file) => file !== 'all.ts')
  .map((file) => file.replace(/\.ts$/, ''));
const golden = new URL('golden/', import.meta.url);
const goldenFiles = readdirSync(golden).map((file) => file.replace(/\.json$/, ''));
const task = (name: string): Task<object> => tasks[name as keyof typeof tasks];
const withoutPayload = new Set(['check-feeds', 'retention']);
const hostile = [
  null,
  5,
  'text',
  [],
  [{}],
  { after: 5, userId: 5, postId: 5 },
  { after: '1; DROP', userId: '-1' },
];

describe('kinds of tasks', () => {
  it('are listed in all.ts, one for each file', () => {
    assert.deepEqual(taskNames.toSorted(), kindFiles.toSorted());
  });

  it('are named like their files', () => {
    for (const name of taskNames) assert.equal(task(name).name, name);
  });

  it('are tried a bounded number of times, with a rest between', () => {
    for (const name of taskNames) {
      const { attempts, backoff } = task(name).retry;
      assert.ok(attempts >= 1 && attempts <= 50, name);
      assert.ok(backoff.baseMs >= 100 && backoff.maxMs <= 24 * 3_600_000, name);
    }
  });

  it('that nobody causes can run without a payload, and not all the time', () => {
    for (const name of taskNames) {
      const { everySeconds, parse } = task(name);
      if (everySeconds === undefined) continue;
      assert.ok(everySeconds >= 60, name);
      assert.deepEqual(parse({}), {}, name);
    }
  });
});

describe('stored payloads', () => {
  it('of every kind are kept as a golden file', () => {
    assert.deepEqual(goldenFiles.toSorted(), kindFiles.toSorted());
  });

  for (const name of goldenFiles)
    it(`of ${name}, old ones too, are understood, with parts that a newer release may add`, () => {
      const payloads = JSON.parse(readFileSync(new URL(`${name}.json`, golden), 'utf8')) as object[];
      assert.ok(payloads.length > 0);
      for (const payload of payloads) {
        assert.deepEqual(task(name).parse(payload), payload);
        assert.deepEqual(task(name).parse({ ...payload, addedLater: true }), payload);
      }
    });

  it('that are none are refused as such', () => {
    for (const name of taskNames.filter((kind) => !withoutPayload.has(kind)))
      for (const payload of hostile)
        assert.throws(() => task(name).parse(payload), PayloadError, `${name}: ${JSON.stringify(payload)}`);
  });
});
