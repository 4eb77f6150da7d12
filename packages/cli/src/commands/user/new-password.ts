import { passwordProblems } from '@feed/credentials/password-rule';
import { createPasswords } from '@feed/credentials/passwords';
import { CodedError } from '@feed/platform/errors';
import { randomInt } from 'node:crypto';
import { askSecret, firstInputLine } from '../../lib/secret-input.js';
import type { Terminal } from '../../lib/terminal.js';

export const generateOption = ['--generate', 'choose a random password and print it'] as const;

export interface NewPassword {
  hash: string;
  /** The password itself, when it was generated and has to be told. */
  generated?: string;
}

/** Without letters and digits that look alike. */
const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';
const generatedLength = 20;

/** Asks for a password, or generates one. @throws CodedError INVALID_INPUT when it breaks the rules of registration */
export async function newPassword(
  terminal: Terminal,
  { generate }: { generate?: boolean },
): Promise<NewPassword> {
  const password = generate ? randomPassword() : await typedPassword(terminal);
  const problems = passwordProblems(password);
  if (problems.length > 0) throw new CodedError('INVALID_INPUT', `the password ${problems.join(', and ')}`);
  const hash = await createPasswords({ concurrency: 1, queue: 1 }).hash(password);
  return generate ? { hash, generated: password } : { hash };
}

async function typedPassword(terminal: Terminal): Promise<string> {
  if (!terminal.stdin.isTTY) return firstInputLine(terminal);
  const password = await askSecret(terminal, 'Password: ');
  if ((await askSecret(terminal, 'The same again: ')) === password) return password;
  throw new CodedError('INVALID_INPUT', 'the two passwords differ');
}

const randomPassword = (): string =>
  Array.from({ length: generatedLength }, () => alphabet[randomInt(alphabet.length)]).join('');
