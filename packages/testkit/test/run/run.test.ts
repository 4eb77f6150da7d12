import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runMocha } from '../../src/run/mocha.js';
import type { TestResult } from '../../src/run/outcome.js';

/** Its second test would start while the work of the first, which timed out, still runs. */
const disturbed = `
import { writeFileSync } from 'node:fs';
import { until } from '@feed/testkit/until';
describe('planted', () => {
  it('passes', () => undefined);
  it('times out', async function () {
    this.timeout(50);
    await until('it never comes', () => false).catch((error) => writeFileSync(process.env.PLANTED_STOPPED, error.message));
  });
  it('would be disturbed', () => writeFileSync(process.env.PLANTED_DISTURBED, ''));
  after(() => writeFileSync(process.env.PLANTED_CLEANED, ''));
});
`;

const endless = `
it('does not even stop then', async function () {
  this.timeout(50);
  await new Promise(() => setInterval(() => undefined, 1000));
});
`;

const failing = `
describe('planted', () => {
  it('differs', () => { throw new Error('planted error'); });
  it('is skipped');
  it('matches', () => undefined);
});
`;

describe('npm test: running mocha', function () {
  let folder: string;
  const run = (files: Record<string, string>, grep?: string): Promise<readonly TestResult[]> => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const env = Object.fromEntries(
      ['stopped', 'disturbed', 'cleaned'].map((name) => [
        `PLANTED_${name.toUpperCase()}`,
        join(folder, name),
      ]),
    );
    const paths = Object.keys(files).map((name) => join(folder, name));
    return runMocha({ files: paths, grep, env, signal: new AbortController().signal, show: false });
  };
  const states = (results: readonly TestResult[]) => results.map(({ title, state }) => [title, state]);

  beforeEach(() => {
    // Inside the package, so that the imports of the tests are found.
    folder = mkdtempSync(join(import.meta.dirname, 'planted-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('ends a file after a time-out, and lets its work end before another file begins', async () => {
    const results = await run({ 'disturbed.test.ts': disturbed });
    const [first, second, third, ...rest] = results;
    assert.deepEqual(states([first, second].filter((result) => result !== undefined)), [
      ['passes', 'passed'],
      ['times out', 'failed'],
    ]);
    assert.match(third?.text ?? '', /the remaining tests of .*disturbed\.test\.ts were not run/);
    assert.deepEqual(rest, []);
    const seen = ['stopped', 'disturbed', 'cleaned'].map((name) => existsSync(join(folder, name)));
    assert.deepEqual(seen, [true, false, true]);
  });

  it('ends the process of a timed-out test whose work does not stop, and runs the other files', async () => {
    const results = await run({ 'endless.test.ts': endless, 'other.test.ts': failing });
    const ended = results.find(({ file }) => file?.endsWith('endless.test.ts'));
    assert.match(ended?.text ?? '', /The process of this file ended/);
    assert.ok(results.some(({ title, state }) => title === 'matches' && state === 'passed'));
  });

  it('reports every test with its state, and a failure with its text', async () => {
    const results = await run({ 'failing.test.ts': failing });
    assert.deepEqual(states(results), [
      ['differs', 'failed'],
      ['is skipped', 'skipped'],
      ['matches', 'passed'],
    ]);
    assert.match(results[0]?.text ?? '', /Error: planted error\n +at /);
  });

  it('runs the tests that match a pattern', async () => {
    assert.deepEqual(states(await run({ 'failing.test.ts': failing }, 'planted match')), [
      ['matches', 'passed'],
    ]);
  });

  it('counts a file that cannot be loaded, and a mocha that cannot start, as failed', async () => {
    const [result, ...rest] = await run({ 'broken.test.ts': 'import "./nowhere.js";' });
    assert.deepEqual(rest, []);
    assert.match(result?.file ?? '', /broken\.test\.ts$/);
    assert.match(result?.text ?? '', /Cannot find module/);
    const [crash] = await run({ 'failing.test.ts': failing }, '(');
    assert.match(crash?.text ?? '', /mocha ended with \d+ before it could report/);
  });
});
