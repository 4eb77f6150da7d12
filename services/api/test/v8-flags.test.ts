import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../src/v8-flags.ts', import.meta.url));

describe('the flags of V8', () => {
  it('are known to this Node: V8 would report an unknown one on standard error', () => {
    const program = (source: string) =>
      spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', source], {
        encoding: 'utf8',
      });
    const unknown = program(
      "import { setFlagsFromString } from 'node:v8'; setFlagsFromString('--no-such-flag');",
    );
    assert.notEqual(unknown.stderr, '');
    const { status, stderr } = program(`import { tuneV8 } from ${JSON.stringify(file)}; tuneV8();`);
    assert.deepEqual([status, stderr], [0, '']);
  });
});
