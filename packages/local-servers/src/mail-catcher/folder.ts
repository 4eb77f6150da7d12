import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { caughtMailFile, type CaughtMail } from '@feed/platform/caught-mails';
import { FileFault, fileFault, translated } from '@feed/platform/text-file';

/** Stores mails as files, and deletes the oldest ones when there are too many. */
export interface MailFolder {
  /** Stores one mail, and beside it what the api shows of it. */
  keep(mail: Buffer, shown: CaughtMail): void;
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
    keep: (mail, shown) => {
      mkdirSync(directory, { recursive: true });
      const time = new Date().toISOString().replace(/[-:.]/g, '');
      const name = `${time}-${`${(sequence += 1)}`.padStart(6, '0')}`;
      write(join(directory, caughtMailFile(name)), JSON.stringify(shown));
      write(join(directory, `${name}${extension}`), mail);
      for (const old of list().slice(maxMails)) {
        rmSync(join(directory, old), { force: true });
        rmSync(join(directory, caughtMailFile(old.slice(0, -extension.length))), { force: true });
      }
    },
    list,
    read: (name) => translated(join(directory, name), () => readFileSync(join(directory, name))),
  };
}

/** Renaming makes a file appear complete or not at all. */
function write(path: string, content: string | Buffer): void {
  writeFileSync(`${path}.part`, content, { mode: 0o600 });
  renameSync(`${path}.part`, path);
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
