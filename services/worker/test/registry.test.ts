import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { PayloadError } from '@feed/events/payload';
import { reactions } from '../src/reactions/all.js';
import { registry } from '../src/registry.js';
import { periodicTasks } from '../src/tasks/all.js';

const namesIn = (folder: string, extension: string): string[] =>
  readdirSync(new URL(folder, import.meta.url))
    .filter((file) => file.endsWith(extension))
    .map((file) => file.slice(0, -extension.length))
    .filter((name) => name !== 'all')
    .sort();
const goldenFolder = '../../../packages/tasks/test/golden';
const goldenFiles = namesIn(goldenFolder, '.json');
const firstEvent = (name: string) => reactions.find((reaction) => reaction.name === name)?.on[0];
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

describe('the registry', () => {
  it('has every reaction and every task, each named like its file', () => {
    const names = (declared: readonly { name: string }[]) => declared.map(({ name }) => name).sort();
    assert.deepEqual(names(reactions), namesIn('../src/reactions', '.ts'));
    assert.deepEqual(names(periodicTasks), namesIn('../src/tasks', '.ts'));
    assert.deepEqual(registry.names, [...new Set(registry.names)]);
  });

  it('retries every task a bounded number of times, with a pause between', () => {
    for (const name of registry.names) {
      const { attempts, backoff } = registry.task(name).retry;
      assert.ok(attempts >= 1 && attempts <= 50, name);
      assert.ok(backoff.baseMs >= 100 && backoff.maxMs <= 24 * 3_600_000, name);
    }
  });

  it('runs periodic tasks without a payload, and not continuously', () => {
    for (const { name, everySeconds, parse } of periodicTasks) {
      assert.ok(everySeconds >= 60, name);
      assert.deepEqual(parse({}), {}, name);
    }
  });
});

describe('payloads that release 0.1.0 stored', () => {
  for (const name of goldenFiles)
    it(`of ${name} are understood, with unknown parts ignored`, () => {
      const file = new URL(`${goldenFolder}/${name}.json`, import.meta.url);
      const payloads = JSON.parse(readFileSync(file, 'utf8')) as object[];
      assert.ok(payloads.length > 0);
      const event = firstEvent(name);
      for (const payload of payloads) {
        const parsed = event === undefined ? payload : { ...payload, event };
        assert.deepEqual(registry.task(name).parse(payload), parsed);
        assert.deepEqual(registry.task(name).parse({ ...payload, addedLater: true }), parsed);
      }
    });

  it('are kept as a golden file for every task of that release', () => {
    const names = registry.names.filter((name) => name !== 'clean-up-block');
    assert.deepEqual(goldenFiles, names.toSorted());
  });

  it('are rejected when they are invalid', () => {
    for (const name of registry.names.filter((kind) => !withoutPayload.has(kind)))
      for (const payload of hostile)
        assert.throws(
          () => registry.task(name).parse(payload),
          PayloadError,
          `${name}: ${JSON.stringify(payload)}`,
        );
  });
});
