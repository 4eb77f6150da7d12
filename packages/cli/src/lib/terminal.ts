import { Readable } from 'node:stream';
import type { Command } from 'commander';

export type Output = NodeJS.WritableStream & { isTTY?: boolean };
export type Input = NodeJS.ReadableStream & { isTTY?: boolean };

/** The parts of `process` that the command uses. */
export interface Streams {
  readonly env: NodeJS.ProcessEnv;
  /** Default: nothing to read. */
  readonly stdin?: Input;
  readonly stdout: Output;
  readonly stderr: Output;
}

/** The view that a command has of its process. */
export interface Terminal extends Required<Streams> {
  /** Writes the result, on standard output. */
  out(text: string): void;
  /** Writes progress and problems, on standard error. */
  err(text: string): void;
  /** The state that an interruption leaves, in whole sentences. A command that changes something sets it. */
  left: string;
  /** A command sets this to 1 when it completes but finds something wrong. */
  exitCode: number;
}

/** Adds one command to the program. Every command file exports such a function. */
export type AddCommand = (program: Command, terminal: Terminal) => void;

/** A hook for a command: `.hook('preAction', leaves(terminal, 'The rows that were imported stay.'))`. */
export const leaves =
  (terminal: Terminal, left: string): (() => void) =>
  () =>
    void (terminal.left = left);

export function createTerminal({ env, stdin = Readable.from([]), stdout, stderr }: Streams): Terminal {
  return {
    env,
    stdin,
    stdout,
    stderr,
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    left: 'Nothing was changed.',
    exitCode: 0,
  };
}
