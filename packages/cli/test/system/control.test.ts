import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopSupervisor, supervisorStatus } from '../../src/system/client.js';
import { openControl, type Control } from '../../src/system/supervisor/control.js';
import { until } from '@feed/testkit/until';

describe('the control socket', () => {
  let folder: string;
  let path: string;
  let control: Control | undefined;
  let stops: number;

  const open = async (): Promise<void> => {
    const status = () => ({ pid: 7, startedAt: 1, services: [] });
    const stop = () => {
      stops += 1;
      control?.close();
      control = undefined;
    };
    control = await openControl({ path, status, stop, lookMs: 50 });
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'feed-control-'));
    path = join(folder, 'sock');
    stops = 0;
  });
  afterEach(() => {
    control?.close();
    control = undefined;
    rmSync(folder, { recursive: true, force: true });
  });

  it('tells the status to whoever asks', async () => {
    assert.equal(await supervisorStatus(path), undefined);
    await open();
    assert.deepEqual(await supervisorStatus(path), { pid: 7, startedAt: 1, services: [] });
    assert.equal(stops, 0);
  });

  it('is not taken for absent when nobody answers', async () => {
    const mute = createServer().listen(path);
    await once(mute, 'listening');
    await assert.rejects(supervisorStatus(path, 50), /runs, but its supervisor does not answer/);
    mute.close();
  });

  it('admits one supervisor only', async () => {
    await open();
    const again = openControl({
      path,
      status: () => ({ pid: 8, startedAt: 2, services: [] }),
      stop: () => {},
    });
    await assert.rejects(again, { code: 'EADDRINUSE' });
  });

  it('passes the wish to stop on, and is gone afterwards', async () => {
    await open();
    await stopSupervisor(path);
    assert.equal(stops, 1);
    assert.equal(existsSync(path), false);
    assert.equal(await supervisorStatus(path), undefined);
  });

  it('ends the supervisor whose socket was deleted, which nobody could stop any more', async () => {
    await open();
    rmSync(path);
    await until('it stops', () => stops === 1);
  });
});
