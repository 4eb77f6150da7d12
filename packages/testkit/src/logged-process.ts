import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { until } from './until.js';

/** A line that a service logs. Which fields it has depends on the message. */
export interface Line {
  msg: string;
  level: string;
  request_id?: string;
  task_id?: string;
  port?: number;
  ops_port?: number;
  status?: number;
  outcome?: string;
  checks?: { schema: string };
}

export interface LoggedProcess {
  readonly child: ChildProcess;
  /** The lines that it has logged so far. */
  readonly lines: Line[];
  stderr(): string;
  /** The first line that passes the test, of those logged so far or later. */
  line(test: (line: Line) => boolean): Promise<Line>;
  /** Its exit code and signal. */
  ended(): Promise<unknown[]>;
}

/** Starts a TypeScript file as a separate process, and reads what it logs. @param env all but PATH */
export function startLogged(main: string, env: Record<string, string>): LoggedProcess {
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
  return {
    ...{ child, lines },
    stderr: () => output.stderr,
    line: (test) => until('a line of the log', () => lines.find(test)),
    ended: () => exit,
  };
}
