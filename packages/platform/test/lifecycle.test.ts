import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Lifecycle, type LifecycleOptions, createLifecycle } from '../src/lifecycle.js';
import { silentLogger } from '@feed/testkit/silent-logger';

function create(options: Partial<LifecycleOptions> = {}): { lifecycle: Lifecycle; exits: number[] } {
  const exits: number[] = [];
  const exit = (code: number) => void exits.push(code);
  return {
    lifecycle: createLifecycle({ logger: silentLogger(), drainDelayMs: 0, exit, ...options }),
    exits,
  };
}

describe('lifecycle', () => {
  it('stops in reverse order, one after the other', async () => {
    const { lifecycle, exits } = create();
    const seen: string[] = [];
    for (const name of ['pool', 'redis', 'server'])
      lifecycle.onShutdown(name, async () => {
        seen.push(`${name} begins`);
        await new Promise((resolve) => setImmediate(resolve));
        seen.push(`${name} ends`);
      });
    await lifecycle.shutdown('test');
    const expected = ['server', 'redis', 'pool'].flatMap((name) => [`${name} begins`, `${name} ends`]);
    assert.deepEqual(seen, expected);
    assert.deepEqual(exits, [0]);
  });

  it('is draining from the first moment, and keeps serving during the delay', async () => {
    const { lifecycle } = create({ drainDelayMs: 20 });
    let stopped = false;
    lifecycle.onShutdown('server', () => void (stopped = true));
    assert.equal(lifecycle.draining, false);
    const ending = lifecycle.shutdown('test');
    assert.equal(lifecycle.draining, true);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(stopped, false);
    await ending;
    assert.equal(stopped, true);
  });

  it('shuts down once, however often it is asked', async () => {
    const { lifecycle, exits } = create();
    let stops = 0;
    lifecycle.onShutdown('pool', () => void (stops += 1));
    await Promise.all([lifecycle.shutdown('one'), lifecycle.shutdown('two')]);
    await lifecycle.shutdown('three');
    assert.deepEqual([stops, exits], [1, [0]]);
  });

  it('goes on after a stop that fails or throws, and ends with 1', async () => {
    const { lifecycle, exits } = create();
    let stopped = false;
    lifecycle.onShutdown('pool', () => void (stopped = true));
    lifecycle.onShutdown('redis', () => Promise.reject(new Error('gone')));
    lifecycle.onShutdown('server', () => {
      throw new Error('never started');
    });
    await lifecycle.shutdown('test');
    assert.deepEqual([stopped, exits], [true, [1]]);
  });

  it('abandons a stop that hangs in time for the others', async () => {
    const { lifecycle, exits } = create({ deadlineMs: 100 });
    let stopped = false;
    lifecycle.onShutdown('pool', () => void (stopped = true));
    lifecycle.onShutdown('server', () => new Promise(() => undefined));
    await lifecycle.shutdown('test');
    assert.deepEqual([stopped, exits], [true, [1]]);
  });
});

const file = fileURLToPath(new URL('./support/lifecycle-process.ts', import.meta.url));

interface Running {
  child: ChildProcess;
  until(text: string): Promise<void>;
  output(): string;
}

function start(fault = 'nothing'): Running {
  const args = ['--conditions=source', '--import', 'tsx', file, fault];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const until = async (text: string) => {
    while (!output.includes(text)) await once(child.stdout as NodeJS.EventEmitter, 'data');
  };
  return { child, until, output: () => output };
}

describe('lifecycle of a process', () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`ends with 0 after ${signal}`, async () => {
      const { child, until, output } = start();
      await until('ready');
      child.kill(signal);
      assert.deepEqual(await once(child, 'close'), [0, null]);
      assert.match(output(), /"reason":"SIG.*stopping second\nstopped first\n.*"clean":true/s);
    });
  }

  it('exits immediately at the second signal', async () => {
    const { child, until, output } = start('hangs');
    await until('ready');
    child.kill('SIGTERM');
    await until('stopping second');
    child.kill('SIGTERM');
    assert.deepEqual(await once(child, 'close'), [1, null]);
    assert.match(output(), /second signal/);
    assert.doesNotMatch(output(), /stopped first/);
  });

  for (const [fault, reason] of [
    ['throws', 'uncaughtException'],
    ['rejects', 'unhandledRejection'],
  ] as const) {
    it(`logs a bug that ${fault}, stops in order and ends with 1`, async () => {
      const { child, output } = start(fault);
      assert.deepEqual(await once(child, 'close'), [1, null]);
      assert.match(output(), new RegExp(`"level":"fatal".*a bug.*${reason}.*stopped first`, 's'));
    });
  }
});
