import assert from 'node:assert/strict';
import { mergeResolvers } from '../../src/kit/resolvers.js';

describe('mergeResolvers', () => {
  const id = () => 'id';
  const name = () => 'name';

  it('merges the fields of a type, and leaves its parts as they are', () => {
    const [one, two] = [{ Person: { id } }, { Person: { name }, Query: { id } }];
    assert.deepEqual(mergeResolvers<object>([one, two]), { Person: { id, name }, Query: { id } });
    assert.deepEqual(one, { Person: { id } });
  });

  it('rejects a field that two parts resolve', () => {
    const parts = [{ Person: { id } }, { Person: { id: name } }];
    assert.throws(() => mergeResolvers(parts), /two features resolve Person\.id/);
  });
});
