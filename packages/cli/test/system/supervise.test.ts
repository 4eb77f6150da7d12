import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGate } from '../../src/system/supervisor/gate.js';
import { openLogFile, type LogFile } from '../../src/system/supervisor/log-file.js';
import { startProcess } from '../../src/system/supervisor/process.js';
import type { Service } from '../../src/system/supervisor/service.js';
import { supervise, type Supervised } from '../../src/system/supervisor/supervise.js';
import { until } from '@feed/testkit/until';

const alive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a supervised service', () => {
  let folder: string;
  let log: LogFile;
  const started: Supervised[] = [];

  const service = (name: string, script: string): Service => ({
    name,
    start: (file) =>
      startProcess({ command: 'sh', args: ['-c', script], env: process.env, cwd: folder }, file),
  });
  const start = (what: Service): Supervised => {
    const supervised = supervise(what, log);
    started.push(supervised);
    return supervised;
  };
  const pidOf = async (supervised: Supervised): Promise<number> => {
    await until('it runs', () => supervised.status().state === 'running');
    return supervised.status().pid ?? 0;
  };

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'feed-supervise-'));
    log = openLogFile(join(folder, 'log'));
  });

  after(async () => {
    await Promise.all(started.map((supervised) => supervised.stop()));
    log.close();
    rmSync(folder, { recursive: true });
  });

  it('is started again when it was killed, and says why', async () => {
    const supervised = start(service('sleeper', 'exec sleep 60'));
    const first = await pidOf(supervised);
    process.kill(first, 'SIGKILL');
    await until(
      'it runs again',
      () => supervised.status().restarts === 1 && supervised.status().state === 'running',
    );
    assert.notEqual(supervised.status().pid, first);
    assert.equal(supervised.status().reason, 'killed by SIGKILL');
  });

  it('is gone, and stays gone, once it is stopped', async () => {
    const supervised = start(service('stopped', 'exec sleep 60'));
    const pid = await pidOf(supervised);
    await supervised.stop();
    assert.equal(alive(pid), false);
    assert.equal(supervised.status().state, 'stopped');
  });

  it('is tried with growing pauses when it cannot start, and its output is kept', async () => {
    const supervised = start(service('broken', 'echo no luck >&2; exit 3'));
    await until('it fails', () => supervised.status().failures >= 3);
    assert.equal(supervised.status().reason, 'exit code 3');
    assert.match(readFileSync(join(folder, 'log'), 'utf8'), /no luck\n/);
  });

  it('counts a program that does not exist as a failure, not as an end of the supervisor', async () => {
    const supervised = start({
      name: 'missing',
      start: (file) =>
        startProcess({ command: 'feed-has-no-such-program', args: [], env: {}, cwd: folder }, file),
    });
    await until('it fails', () => supervised.status().failures >= 1);
    assert.match(supervised.status().reason ?? '', /ENOENT/);
  });

  it('waits at a gate until the service before it has started, and can be stopped there', async () => {
    const gate = createGate();
    const second = start(gate.holds(service('second', 'exec sleep 60')));
    const third = start(gate.holds(service('third', 'exec sleep 60')));
    assert.equal(second.status().state, 'starting');
    await third.stop();
    assert.equal(third.status().state, 'stopped');
    const first = start(gate.opens(service('first', 'exec sleep 60')));
    await pidOf(first);
    assert.ok((await pidOf(second)) > 0);
  });
});
