import assert from 'node:assert/strict';
import { planParts } from '../../src/run/plan.js';

describe('npm test: its plan', () => {
  const shape = (args: readonly string[]) =>
    planParts(args).map(({ files, pooled }) => [pooled, files.length > 1 ? 'all' : files[0]]);

  it('runs everything directly, and what sends SQL through the pooler too', () => {
    assert.deepEqual(shape([]), [
      [false, 'all'],
      [true, 'all'],
    ]);
    assert.deepEqual(shape(['--pooler']), [[true, 'all']]);
  });

  it('runs only named files, in the requested mode', () => {
    assert.deepEqual(shape(['a.test.ts']), [[false, 'a.test.ts']]);
    assert.deepEqual(shape(['--pooler', 'a.test.ts']), [[true, 'a.test.ts']]);
  });

  it('runs only the tests that match a pattern', () => {
    const patterns = (args: readonly string[]) => planParts(args).map(({ grep }) => grep);
    assert.deepEqual(patterns(['a.test.ts', '--grep', 'likes']), ['likes']);
    assert.deepEqual(patterns(['--grep', 'likes']), ['likes', 'likes']);
    assert.deepEqual(patterns(['a.test.ts']), [undefined]);
  });

  it('rejects an option that it does not know', () => {
    assert.throws(() => planParts(['--poler']), /'--poler'.* There are --pooler, --grep PATTERN/);
    assert.throws(() => planParts(['--grep']), /--grep/);
  });
});
