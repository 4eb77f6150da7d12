import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { once } from 'node:events';
import { until } from '@feed/testkit/until';
import { createLogOutput } from '../src/log-output.js';

const nextTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** Elsewhere a pipe cannot be opened once more, so that writes wait. */
const onLinux = process.platform === 'linux' ? it : it.skip;

describe('the log output', () => {
  let folder: string;
  let reader: number, writer: number;
  beforeEach(() => {
    folder = fs.mkdtempSync(join(tmpdir(), 'log-output-'));
    const path = join(folder, 'pipe');
    execFileSync('mkfifo', [path]);
    reader = fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
    writer = fs.openSync(path, fs.constants.O_WRONLY);
  });
  afterEach(() => {
    fs.closeSync(writer);
    fs.rmSync(folder, { recursive: true });
  });
  const ended = (): void => fs.closeSync(reader);

  /** The text that can be read now. */
  const read = (): Buffer => {
    const chunks: Buffer[] = [];
    for (;;) {
      const chunk = Buffer.alloc(64 * 1024);
      try {
        const size = fs.readSync(reader, chunk);
        chunks.push(chunk.subarray(0, size));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
        return Buffer.concat(chunks);
      }
    }
  };

  it('writes the lines of one turn of the event loop together', async () => {
    const { writeSync } = fs;
    let writes = 0;
    fs.writeSync = ((...args: [number, Buffer]) => {
      if (args[1] instanceof Buffer) writes += 1;
      return writeSync(...args);
    }) as typeof writeSync;
    syncBuiltinESMExports();
    try {
      const output = createLogOutput(writer, () => undefined);
      for (let i = 0; i < 50; i += 1) output.write(`line ${i} é\n`);
      assert.deepEqual([writes, read().length], [0, 0]);
      await nextTurn();
      assert.equal(writes, 1);
      assert.equal(read().toString().split('\n').length, 51);
    } finally {
      fs.writeSync = writeSync;
      syncBuiltinESMExports();
      ended();
    }
  });

  onLinux('writes a long turn in parts, in order, also when the reader is slow', async () => {
    const output = createLogOutput(writer, () => undefined);
    const received: Buffer[] = [];
    for (let i = 0; i < 40_000; i += 1) {
      output.write(`line ${i} ✓\n`);
      if (i === 10_000) received.push(read());
    }
    assert.ok(received[0]?.includes('line 1 ✓'));
    const all = Array.from({ length: 40_000 }, (_, i) => `line ${i} ✓\n`).join('');
    await until('everything has arrived', () => {
      received.push(read());
      return Buffer.concat(received).length >= Buffer.byteLength(all);
    });
    assert.equal(Buffer.concat(received).toString(), all);
    ended();
  });

  onLinux(
    'neither waits for a reader that is too slow nor keeps more than a limit, and reports what it dropped',
    async () => {
      let dropped = 0;
      const output = createLogOutput(writer, (lines) => {
        dropped += lines;
        output.write(`dropped ${lines}\n`);
      });
      const line = `${'x'.repeat(999)}\n`;
      for (let i = 0; i < 5_000; i += 1) output.write(line);
      await nextTurn();
      let received = '';
      await until('everything has arrived', () => {
        received += read().toString();
        return received.endsWith(`dropped ${dropped}\n`);
      });
      const lines = received.split('\n').filter((one) => one.startsWith('x'));
      assert.equal(lines.length + dropped, 5_000);
      assert.ok(lines.length >= 1_000 && lines.length < 1_300, `${lines.length} lines`);
      assert.ok(lines.every((one) => one.length === 999));
      output.write('later\n');
      await nextTurn();
      assert.equal(read().toString(), 'later\n');
      ended();
    },
  );

  onLinux('leaves the mode of the pipe to those who share it', async () => {
    const output = createLogOutput(writer, () => undefined);
    output.write('x\n');
    await nextTurn();
    const flags = Number(/flags:\s+(\d+)/.exec(fs.readFileSync(`/proc/self/fdinfo/${writer}`, 'utf8'))?.[1]);
    assert.equal(Number.parseInt(`${flags}`, 8) & fs.constants.O_NONBLOCK, 0);
    ended();
  });

  it('drops everything when no one reads any more', async () => {
    const output = createLogOutput(writer, () => assert.fail('there is no reader to report to'));
    ended();
    for (let i = 0; i < 5_000; i += 1) output.write('x'.repeat(1000));
    await nextTurn();
    output.write('x');
    output.flushSync();
  });

  onLinux('gives up at the exit of a process whose output is not read', () => {
    const output = createLogOutput(writer, () => undefined);
    for (let i = 0; i < 500; i += 1) output.write('x'.repeat(1000));
    output.flushSync();
    ended();
  });
});

const file = fileURLToPath(new URL('./support/log-process.ts', import.meta.url));

describe('the log of a process', () => {
  const start = (how: string, stdout: 'pipe' | number): ChildProcess =>
    spawn(process.execPath, ['--conditions=source', '--import', 'tsx', file, how], {
      stdio: ['ignore', stdout, 'ignore'],
    });

  for (const [how, code] of [
    ['ends', 0],
    ['exits', 3],
    ['is asked to end', 0],
    ['crashes', 1],
    ['throws', 1],
  ] as const)
    it(`is complete when the process ${how} in the same turn`, async () => {
      const child = start(how, 'pipe');
      const [output] = await Promise.all([text(child.stdout as NodeJS.ReadableStream), once(child, 'close')]);
      assert.equal(child.exitCode, code);
      const lines = output
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { i?: number; level: string });
      assert.deepEqual(
        lines.slice(0, 100).map(({ i }) => i),
        Array.from({ length: 100 }, (_, i) => i),
      );
      assert.equal(
        lines.some(({ level }) => level === 'fatal'),
        how === 'crashes',
      );
    });

  onLinux('does not keep a process whose output is a pipe that no one reads', async () => {
    const folder = fs.mkdtempSync(join(tmpdir(), 'log-process-'));
    const path = join(folder, 'pipe');
    execFileSync('mkfifo', [path]);
    const reader = fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
    const writer = fs.openSync(path, fs.constants.O_WRONLY);
    const child = start('exits', writer);
    assert.deepEqual(await once(child, 'close'), [3, null]);
    fs.closeSync(reader);
    fs.closeSync(writer);
    fs.rmSync(folder, { recursive: true });
  });
});
