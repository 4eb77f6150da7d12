import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { until } from '@feed/testkit/until';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

export interface Line {
  msg: string;
  level: string;
  request_id?: string;
  task_id?: string;
  ops_port?: number;
  outcome?: string;
  checks?: { schema: string };
}

export interface WorkerProcess {
  readonly child: ChildProcess;
  readonly lines: Line[];
  stderr(): string;
  line(test: (line: Line) => boolean): Promise<Line>;
  /** The URL of the ops server, once it listens. */
  ops(): Promise<string>;
  /** Its exit code and signal. */
  ended(): Promise<unknown[]>;
}

/** Starts the worker as a separate process. */
export function startWorkerProcess(env: Record<string, string>): WorkerProcess {
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', main], {
    env: { PATH: process.env['PATH'], HOST: '127.0.0.1', OPS_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: Line[] = [];
  const output = { stderr: '', rest: '' };
  child.stderr.on('data', (data: Buffer) => (output.stderr += data.toString()));
  child.stdout.on('data', (data: Buffer) => {
    const parts = (output.rest + data.toString()).split('\n');
    output.rest = parts.pop() ?? '';
    lines.push(...parts.map((part) => JSON.parse(part) as Line));
  });
  const exit = once(child, 'exit');
  const line = (test: (line: Line) => boolean) => until('a line of the log', () => lines.find(test));
  return {
    ...{ child, lines, line },
    stderr: () => output.stderr,
    ops: async () =>
      `http://127.0.0.1:${(await line(({ msg }) => msg === 'the worker is running')).ops_port}`,
    ended: () => exit,
  };
}
