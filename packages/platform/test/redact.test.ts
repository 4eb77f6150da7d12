import assert from 'node:assert/strict';
import { redactKeys, redactText, redactValue, redacted } from '../src/redact.js';

describe('redact', () => {
  it('replaces a value under a key that names a secret, at any depth, and copies the rest', () => {
    const value = { user: 'ada', PASSWORD: 'x', list: [{ apiKey: 'x', 'api-key': 'x' }], n: 1, none: null };
    const copy = redactKeys(value);
    assert.deepEqual(copy, {
      ...{ user: 'ada', PASSWORD: redacted, list: [{ apiKey: redacted, 'api-key': redacted }] },
      ...{ n: 1, none: null },
    });
    assert.equal(value.PASSWORD, 'x');
  });

  it('replaces a whole subtree under such a key', () => {
    assert.deepEqual(redactKeys({ credentials: { user: 'ada' } }), { credentials: redacted });
  });

  it('terminates on cyclic structures', () => {
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    assert.match(JSON.stringify(redactKeys(cyclic)), /too deep/);
  });

  it('keeps dates and errors as they are', () => {
    const [date, error] = [new Date(0), new Error('x')];
    assert.equal(redactValue(date), date);
    assert.equal(redactValue(error), error);
  });

  const texts: Record<string, string> = {
    'postgres://feed:hunter2@db/feed?x=1': `postgres://feed:${redacted}@db/feed?x=1`,
    'rediss://:hunter2@cache:6379': `rediss://:${redacted}@cache:6379`,
    'smtp://a:p@ss@mail': `smtp://a:${redacted}@mail`,
    'Authorization: Bearer abc.def-1': `Authorization: Bearer ${redacted}`,
    'jwt abc': `jwt ${redacted}`,
    'at eyJhbGciOiJI.eyJzdWIiOiIx.c2ln end': `at ${redacted} end`,
    'postgres://db/feed and a@b.c': 'postgres://db/feed and a@b.c',
    'ratio 1:2 @ noon': 'ratio 1:2 @ noon',
  };
  for (const [text, expected] of Object.entries(texts)) {
    it(`makes of ${text}: ${expected}`, () => assert.equal(redactText(text), expected));
  }
});
