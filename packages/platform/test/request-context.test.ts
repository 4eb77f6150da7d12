import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { acceptRequestId, currentScope, newRequestId, runInScope } from '../src/request-context.js';

describe('request context', () => {
  it('follows everything that a request awaits, separately from other requests', async () => {
    const seen = async (requestId: string): Promise<string | undefined> =>
      runInScope({ requestId }, async () => {
        await setImmediate();
        return currentScope()?.requestId;
      });
    assert.deepEqual(await Promise.all([seen('a'), seen('b')]), ['a', 'b']);
    assert.equal(currentScope(), undefined);
  });

  it('keeps the request id of the caller when it is harmless', () => {
    for (const id of ['a', 'Root-1.2_3', 'x'.repeat(64)]) assert.equal(acceptRequestId(id), id);
  });

  it('replaces anything else', () => {
    for (const id of [undefined, '', 'x'.repeat(65), 'a b', 'a\nb', '{"a":1}', 'é']) {
      assert.match(acceptRequestId(id), /^[0-9a-f-]{36}$/);
    }
    assert.notEqual(newRequestId(), newRequestId());
  });
});
