import assert from 'node:assert/strict';
import { strict } from '../../src/k8s/check/strict-schema.js';

describe('strict schemas', () => {
  it('refuse fields that they do not name, at any depth', () => {
    const inner = { type: 'object', properties: { description: { type: 'string' } } };
    assert.deepEqual(strict({ type: 'object', properties: { list: { type: 'array', items: inner } } }), {
      type: 'object',
      properties: { list: { type: 'array', items: { ...inner, additionalProperties: false } } },
      additionalProperties: false,
    });
  });

  it('leave open what is meant to be open', () => {
    for (const open of [{ type: 'object' }, { type: 'object', additionalProperties: { type: 'string' } }])
      assert.deepEqual(strict(open), open);
    const kept = { type: 'object', properties: {}, 'x-kubernetes-preserve-unknown-fields': true };
    assert.deepEqual(strict(kept), { type: 'object', properties: {} });
  });

  it('know what is written in two ways', () => {
    assert.deepEqual(strict({ type: 'string', format: 'int-or-string' }), { type: ['string', 'integer'] });
    assert.deepEqual(strict({ anyOf: [], 'x-kubernetes-int-or-string': true }), {
      type: ['string', 'integer'],
    });
  });
});
