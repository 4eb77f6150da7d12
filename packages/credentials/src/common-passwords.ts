import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isShorter } from '@feed/platform/text';

// The package's main file would keep 50,000 texts in memory; the file that it is made from is read instead, once.
const require = createRequire(import.meta.url);

/** Passwords must have at least this many characters, and the list leaves shorter ones out. */
export const minPasswordLength = 8;

/** Every password between line breaks: 170 kB. Read when the first password is chosen. */
let lines: Buffer | undefined;

function read(): Buffer {
  const path = require.resolve('@zxcvbn-ts/language-common/src/passwords.json');
  const passwords = JSON.parse(readFileSync(path, 'utf8')) as string[];
  const long = passwords.filter((password) => !isShorter(password, minPasswordLength));
  return Buffer.from(`\n${long.join('\n')}\n`);
}

/** Whether it is among the 18,000 passwords that are guessed first, ignoring case and white space around it. */
export function isCommon(password: string): boolean {
  lines ??= read();
  const typed = password.trim().toLowerCase();
  return !typed.includes('\n') && lines.includes(`\n${typed}\n`);
}
