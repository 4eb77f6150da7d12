import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { CodedError } from '@feed/platform/errors';
import type { Terminal } from './terminal.js';

/** Asks a question on the terminal and does not show what is typed. Ctrl-C ends the command. */
export async function askSecret(terminal: Terminal, question: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: terminal.stdin, output: silent, terminal: true });
  terminal.err(question);
  try {
    return await new Promise<string>((resolve, reject) => {
      reader.once('line', resolve);
      // The interface gets ctrl-C as a key, not as a signal.
      reader.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
      reader.once('close', () => reject(nothingTyped()));
    });
  } finally {
    reader.close();
    terminal.err('\n');
  }
}

/** The first line of standard input, without its end. @throws CodedError INVALID_INPUT when there is none */
export async function firstInputLine({ stdin }: Terminal): Promise<string> {
  const reader = createInterface({ input: stdin, terminal: false });
  for await (const line of reader) return line;
  throw nothingTyped();
}

const nothingTyped = (): CodedError =>
  new CodedError('INVALID_INPUT', 'no password was given on standard input');
