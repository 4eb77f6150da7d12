import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('./support/run-service-process.ts', import.meta.url));

function start(env: Record<string, string>) {
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', program], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  const closed = once(child, 'close').then(([code]) => code as number | null);
  return { child, output, closed };
}

const settings = { HOST: '127.0.0.1', OPS_PORT: '0' };

describe('runService', () => {
  it('serves probes and metrics, and stops its parts in the reverse order', async () => {
    const { child, output, closed } = start(settings);
    while (!output.stdout.includes('started')) await Promise.race([once(child.stdout, 'data'), closed]);
    const port = /started (\d+)/.exec(output.stdout)?.[1];
    const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
    assert.equal((await get('/readyz')).status, 200);
    assert.match(await (await get('/metrics')).text(), /app_build_info\{service="example"/);
    child.kill('SIGTERM');
    assert.equal(await closed, 0);
    assert.deepEqual(output.stdout.trim().split('\n').slice(1), [
      'work stopped, /readyz 503',
      'probe closed',
      'context closed',
    ]);
  });

  it('reports every problem of its configuration at once, without a stack', async () => {
    const { output, closed } = start({ OPS_PORT: 'x' });
    assert.equal(await closed, 1);
    assert.match(
      output.stderr,
      /^The example cannot start: The configuration has 2 problem\(s\):\n- HOST .*\n- OPS_PORT /,
    );
    assert.doesNotMatch(output.stderr, /^ +at /m);
  });

  for (const fault of ['context', 'start'] as const) {
    it(`exits with 1 and the stack when its ${fault} fails`, async () => {
      const { output, closed } = start({ ...settings, FAULT: fault });
      assert.equal(await closed, 1);
      assert.match(output.stderr, new RegExp(`^The example cannot start: Error: no ${fault}\n +at `));
    });
  }
});
