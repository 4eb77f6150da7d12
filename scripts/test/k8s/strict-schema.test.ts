import assert from 'node:assert/strict';
import { strict } from '../../src/k8s/check/strict-schema.js';

describe('strict schemas', () => {
  it('reject unknown fields, at any depth', () => {
    const inner = { type: 'object', properties: { description: { type: 'string' } } };
    assert.deepEqual(strict({ type: 'object', properties: { list: { type: 'array', items: inner } } }), {
      type: 'object',
      properties: { list: { type: 'array', items: { ...inner, additionalProperties: false } } },
      additionalProperties: false,
    });
  });

  it('allow any field where the API does', () => {
    for (const open of [{ type: 'object' }, { type: 'object', additionalProperties: { type: 'string' } }])
      assert.deepEqual(strict(open), open);
    const kept = { type: 'object', properties: {}, 'x-kubernetes-preserve-unknown-fields': true };
    assert.deepEqual(strict(kept), { type: 'object', properties: {} });
  });

  it('accept values that can be written in two ways', () => {
    assert.deepEqual(strict({ type: 'string', format: 'int-or-string' }), { type: ['string', 'integer'] });
    assert.deepEqual(strict({ anyOf: [], 'x-kubernetes-int-or-string': true }), {
      type: ['string', 'integer'],
    });
  });
});
