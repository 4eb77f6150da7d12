import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { patience } from '../../src/patience.js';
import { until } from '../../src/until.js';

/** A test that reports the processes it consists of, and never ends. */
const endless = `
import { testDatabase } from '@feed/testkit/test-database';
import { testRedis } from '@feed/testkit/test-redis';
import { statement } from '@feed/store/postgres/statement';
it('never ends', async function () {
  this.timeout(0);
  const [database, redis] = await Promise.all([testDatabase(), testRedis()]);
  const postmaster = statement('test.pid', "SELECT split_part(pg_read_file('postmaster.pid'), chr(10), 1) AS pid");
  const direct = database.open({ url: database.url, pooler: 'none' });
  const [{ pid }] = await direct.query(postmaster);
  process.stderr.write('PIDS ' + [process.pid, process.ppid, redis.pid, pid].join(' ') + '\\n');
  await new Promise(() => setInterval(() => {}, 1000));
});
`;

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Resolves with the processes of a run once it has reached the endless test: worker, mocha, Redis and Postgres. */
async function untilRunning(child: ChildProcess): Promise<number[]> {
  let output = '';
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const found = () => /PIDS ([\d ]+)\n/.exec(output)?.[1];
  await until('the run reaches its test', () => found() ?? child.exitCode !== null, { ms: 75_000 });
  assert.ok(found(), `the run ended early: ${output}`);
  return (found() ?? '').split(' ').map(Number);
}

describe('npm test: when it is killed', () => {
  let folder: string;
  let temporary: string;
  before(() => {
    temporary = mkdtempSync(join(tmpdir(), 'feed-killed-'));
    chmodSync(temporary, 0o755);
    // Inside the package, so that the imports of the test are found.
    folder = mkdtempSync(join(import.meta.dirname, 'killed-'));
    writeFileSync(join(folder, 'endless.test.ts'), endless);
  });
  after(() => {
    for (const path of [folder, temporary]) rmSync(path, { recursive: true, force: true });
  });

  for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
    it(`leaves no process behind after ${signal}`, async function () {
      this.timeout(patience(90_000));
      const args = ['--conditions=source', '--import', 'tsx', 'packages/testkit/src/run/main.ts', '--pooler'];
      const env = { ...process.env, NODE_OPTIONS: '', TMPDIR: temporary };
      const child = spawn(process.execPath, [...args, join(folder, 'endless.test.ts')], {
        stdio: ['ignore', 'ignore', 'pipe'],
        env,
      });
      const pids = await untilRunning(child);
      assert.equal(pids.length, 4);
      assert.ok(pids.every(alive));
      child.kill(signal);
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      await until('no process is left', () => !pids.some(alive));
    });
  }
});
