import type { Command } from 'commander';

export type Output = NodeJS.WritableStream & { isTTY?: boolean };

/** The parts of `process` that the command uses. */
export interface Streams {
  readonly env: NodeJS.ProcessEnv;
  readonly stdout: Output;
  readonly stderr: Output;
}

/** What a command sees of the process that it runs in. */
export interface Terminal extends Streams {
  /** The answer, on standard output: what a pipe receives. */
  out(text: string): void;
  /** Progress and problems, on standard error. */
  err(text: string): void;
  /** Set to 1 by a command that ran to its end and found something that is not good. */
  exitCode: number;
}

/** Every command file exports one of these. */
export type AddCommand = (program: Command, terminal: Terminal) => void;

export function createTerminal({ env, stdout, stderr }: Streams): Terminal {
  return {
    env,
    stdout,
    stderr,
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    exitCode: 0,
  };
}
