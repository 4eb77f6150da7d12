import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';

export interface RunOptions {
  readonly cwd?: string;
  /** Variables to add to the environment of this process. */
  readonly env?: NodeJS.ProcessEnv;
  /** The text on its standard input. */
  readonly input?: string | Uint8Array;
  /** Milliseconds after which the program is killed. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface Output {
  readonly stdout: string;
  readonly stderr: string;
}

/** A program could not be started, failed, or took too long. */
export class ProcessError extends Error {
  constructor(
    command: string,
    /** The text on its standard error, or the reason why it did not end by itself. */
    readonly reason: string,
    /** Whether the program is not installed. */
    readonly missing: boolean,
  ) {
    super(`"${command}" failed: ${reason}`);
    this.name = 'ProcessError';
  }
}

const outputBytes = 512 * 1024 * 1024;
const shownCharacters = 2_000;

const settings = ({ cwd, env, timeoutMs }: RunOptions) => ({
  encoding: 'utf8' as const,
  maxBuffer: outputBytes,
  killSignal: 'SIGKILL' as const,
  env: { ...process.env, ...env },
  ...(cwd === undefined ? {} : { cwd }),
  ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
});

/** Runs a program to its end. @throws ProcessError */
export async function run(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Output> {
  const signal = options.signal === undefined ? {} : { signal: options.signal };
  const running = promisify(execFile)(program, args, { ...settings(options), ...signal });
  running.child.stdin?.on('error', () => undefined).end(options.input);
  try {
    return await running;
  } catch (error) {
    throw explain(program, args, error as Failure);
  }
}

/** Runs a program to its end, and blocks this process until then. @throws ProcessError */
export function runSync(program: string, args: readonly string[], options: RunOptions = {}): Output {
  const { input = '' } = options;
  const { error, status, signal, stdout, stderr } = spawnSync(program, args, { ...settings(options), input });
  if (status === 0 && !error) return { stdout, stderr };
  const failure = error ?? new Error(`it ended with ${signal ?? status}`);
  throw explain(program, args, Object.assign(failure, { stdout, stderr }));
}

interface Failure extends Error {
  readonly code?: string | number;
  readonly killed?: boolean;
  readonly stdout?: string;
  readonly stderr?: string;
}

function explain(program: string, args: readonly string[], failure: Failure): ProcessError {
  const command = [program, ...args.filter((arg) => !arg.includes('/'))].join(' ');
  const missing = failure.code === 'ENOENT';
  if (missing) return new ProcessError(command, `${program} is not installed, or not on the PATH`, missing);
  if (failure.killed || failure.code === 'ETIMEDOUT')
    return new ProcessError(command, 'it took too long', missing);
  const said = failure.stderr?.trim() || failure.stdout?.trim() || failure.message;
  return new ProcessError(command, said.slice(-shownCharacters), missing);
}
