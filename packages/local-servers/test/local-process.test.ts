import assert from 'node:assert/strict';
import { startProcess, untilReady, type LocalProcess } from '../src/local-process.js';

const shell = (script: string, killAfterMs?: number): Promise<LocalProcess> =>
  startProcess({
    command: 'sh',
    args: ['-c', script],
    endSignal: 'TERM',
    ...(killAfterMs === undefined ? {} : { killAfterMs }),
  });

describe('a local process', () => {
  it('reports what it printed and why it ended', async () => {
    const started = await shell('echo out; echo err >&2; exit 3');
    assert.equal(await started.ended, 'exit code 3');
    assert.equal(started.running(), false);
    await started.outputEnded;
    assert.deepEqual(started.output().trim().split('\n').toSorted(), ['err', 'out']);
    await started.stop();
  });

  it('ends on its end signal, or on another one', async () => {
    const [polite, abrupt] = [await shell('exec sleep 60'), await shell('exec sleep 60')];
    await Promise.all([polite.stop(), abrupt.stop('SIGKILL')]);
    assert.deepEqual(await Promise.all([polite.ended, abrupt.ended]), [
      'killed by SIGTERM',
      'killed by SIGKILL',
    ]);
  });

  it('is killed when it ignores the end signal for too long', async () => {
    const stubborn = await shell("trap '' TERM; echo ready; while :; do sleep 1; done", 100);
    await untilReady('stubborn', stubborn, () => stubborn.output() === 'ready\n');
    await stubborn.stop();
    assert.equal(await stubborn.ended, 'killed by SIGKILL');
  });

  it('fails with its output when it ends before it is ready', async () => {
    const broken = await shell('echo no luck >&2; exit 1');
    await assert.rejects(
      untilReady('the server', broken, () => false),
      /^Error: the server did not start: no luck\n$/,
    );
  });

  it('must exist', async () => {
    const missing = startProcess({ command: 'feed-has-no-such-program', args: [], endSignal: 'TERM' });
    await assert.rejects(missing, { code: 'ENOENT' });
  });
});
