import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Keeps mails as files; the oldest make room for new ones. */
export interface MailFolder {
  keep(mail: Buffer): void;
  /** The names of the files, newest first. */
  list(): string[];
  read(name: string): Buffer;
}

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const extension = '.eml';

/** MAIL_DIR or, if that is unset, the folder of the local system. */
export function mailDirectory(env: NodeJS.ProcessEnv): string {
  const directory = env['MAIL_DIR'] || join('.local', 'mails');
  return isAbsolute(directory) ? directory : join(root, directory);
}

/** @param most files that are kept */
export function openMailFolder(directory: string, most = 500): MailFolder {
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
      // A reader sees the whole mail or none.
      writeFileSync(join(directory, `${name}.part`), mail, { mode: 0o600 });
      renameSync(join(directory, `${name}.part`), join(directory, `${name}${extension}`));
      for (const old of list().slice(most)) rmSync(join(directory, old), { force: true });
    },
    list,
    read: (name) => readFileSync(join(directory, name)),
  };
}

function names(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
