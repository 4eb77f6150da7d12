import assert from 'node:assert/strict';
import { readTally } from '../../src/testing/mocha.js';
import { planParts } from '../../src/testing/plan.js';

describe('npm test: its plan', () => {
  const shape = (args: readonly string[]) =>
    planParts(args).map(({ files, pooled }) => [pooled, files.length > 1 ? 'all' : files[0]]);

  it('runs everything directly, and what the services do through the pooler too', () => {
    assert.deepEqual(shape([]), [
      [false, 'all'],
      [true, 'all'],
    ]);
    assert.deepEqual(shape(['--pooler']), [[true, 'all']]);
  });

  it('runs named files only, the way that was asked for', () => {
    assert.deepEqual(shape(['a.test.ts']), [[false, 'a.test.ts']]);
    assert.deepEqual(shape(['--pooler', 'a.test.ts']), [[true, 'a.test.ts']]);
    assert.throws(() => planParts(['--poler']), /unknown option --poler/);
  });
});

describe('npm test: its count', () => {
  it('reads the summary, and not what tests say', () => {
    const output =
      '  42 failing disks\n\n  12 passing (3s)\n  1 pending\n  2 failing\n\n  1) x\n  7 passing by';
    assert.deepEqual(readTally(output, 2), { passed: 12, failed: 2 });
    assert.deepEqual(readTally('  3 passing (5ms)\n', 0), { passed: 3, failed: 0 });
    const coloured = '\u001b[92m \u001b[0m\u001b[32m 9 passing\u001b[0m\u001b[90m (5ms)\u001b[0m';
    assert.deepEqual(readTally(coloured, 0), { passed: 9, failed: 0 });
  });

  it('counts a run that broke down as failed', () => {
    assert.deepEqual(readTally('SyntaxError', 1), { passed: 0, failed: 1 });
    assert.deepEqual(readTally('  3 passing (5ms)\n', null), { passed: 3, failed: 1 });
  });
});
