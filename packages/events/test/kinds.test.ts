import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { eventKindNames, eventKinds } from '../src/kinds/all.js';
import { PayloadError } from '../src/payload.js';

const golden = new URL('golden/', import.meta.url);
const hostile = [
  null,
  5,
  'text',
  [],
  [{}],
  {},
  { postId: 5, userId: 5 },
  { postId: '1; DROP', userId: '-1' },
];

describe('stored payloads of events', () => {
  it('have a golden file for every kind', () => {
    const files = readdirSync(golden).map((file) => file.replace(/\.json$/, ''));
    assert.deepEqual(files.toSorted(), eventKindNames.toSorted());
  });

  for (const kind of eventKindNames) {
    it(`of ${kind}, old ones too, are parsed, and unknown parts are ignored`, () => {
      const payloads = JSON.parse(readFileSync(new URL(`${kind}.json`, golden), 'utf8')) as object[];
      assert.ok(payloads.length > 0);
      for (const payload of payloads) {
        assert.deepEqual(eventKinds[kind](payload), payload);
        assert.deepEqual(eventKinds[kind]({ ...payload, addedLater: true }), payload);
      }
    });

    it(`of ${kind} are rejected when they are invalid`, () => {
      for (const payload of hostile)
        assert.throws(() => eventKinds[kind](payload), PayloadError, JSON.stringify(payload));
    });
  }
});
