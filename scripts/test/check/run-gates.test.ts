import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { gates } from '../../src/check/gates.js';
import { describeResult, runGates } from '../../src/check/run-gates.js';

const gate = (name: string, code: string) => ({ name, run: ['-e', code], repair: `repair ${name}` });

describe('check: the runner of gates', () => {
  it('runs every gate to its end and separates failed from passed ones', async () => {
    const some = [
      gate('bad', 'process.stdout.write("found it"); process.stderr.write("and that"); process.exitCode = 3'),
      gate('good', 'process.stdout.write("noise")'),
      gate('crash', 'process.kill(process.pid, "SIGKILL")'),
    ];
    const seen: string[] = [];
    const results = await runGates(some, 2, ({ gate: { name } }) => seen.push(name));
    assert.deepEqual(seen.toSorted(), ['bad', 'crash', 'good']);
    const failed = results.filter(({ passed }) => !passed).map((result) => result.gate.name);
    assert.deepEqual(failed.toSorted(), ['bad', 'crash']);
    const text = results.map(describeResult).join('');
    for (const part of ['found it', 'and that', 'repair bad', 'repair crash'])
      assert.ok(text.includes(part), part);
    assert.ok(!text.includes('noise'));
  });

  it('has gates of different names, each saying how to repair its findings', () => {
    assert.equal(new Set(gates.map(({ name }) => name)).size, gates.length);
    for (const { name, repair } of gates) assert.ok(repair.length > 10, name);
  });

  it('lists them when an unknown one is requested, without a stack', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      ['scripts/bin/ts.mjs', 'scripts/src/check/main.ts', 'dance'],
      { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } },
    );
    assert.equal(status, 1);
    assert.match(stderr, /^\nno gate dance: there are lint, [a-z, -]+\n$/);
  });
});
