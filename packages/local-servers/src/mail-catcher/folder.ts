import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FileFault, fileFault, translated } from '@feed/platform/text-file';

/** Stores mails as files, and deletes the oldest ones when there are too many. */
export interface MailFolder {
  /** Stores one mail. */
  keep(mail: Buffer): void;
  /** The names of the files, newest first. @throws FileFault when the folder is something else or may not be read */
  list(): string[];
  read(name: string): Buffer;
}

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const extension = '.eml';

/** The folder that MAIL_DIR names, else that of the local system. */
export function mailDirectory(env: NodeJS.ProcessEnv): string {
  const directory = env['MAIL_DIR'] || join('.local', 'mails');
  return isAbsolute(directory) ? directory : join(root, directory);
}

/** @param maxMails how many files are kept */
export function openMailFolder(directory: string, maxMails = 500): MailFolder {
  let sequence = 0;
  const list = () =>
    names(directory)
      .filter((name) => name.endsWith(extension))
      .sort()
      .reverse();
  return {
    keep: (mail) => {
      mkdirSync(directory, { recursive: true });
      const time = new Date().toISOString().replace(/[-:.]/g, '');
      const name = `${time}-${`${(sequence += 1)}`.padStart(6, '0')}`;
      // Renaming makes a mail appear complete or not at all.
      writeFileSync(join(directory, `${name}.part`), mail, { mode: 0o600 });
      renameSync(join(directory, `${name}.part`), join(directory, `${name}${extension}`));
      for (const old of list().slice(maxMails)) rmSync(join(directory, old), { force: true });
    },
    list,
    read: (name) => translated(join(directory, name), () => readFileSync(join(directory, name))),
  };
}

/** Only files are mails: a directory cannot be read, and reading a pipe might never end. */
function names(directory: string): string[] {
  try {
    const entries = readdirSync(directory, { withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    if (code === 'ENOTDIR') throw new FileFault('INVALID_INPUT', directory, 'is not a directory');
    throw fileFault(directory, error);
  }
}
