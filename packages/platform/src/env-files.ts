import { readFileSync } from 'node:fs';
import { wrappingProblem } from './env-values.js';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'names a file that does not exist',
  ENOTDIR: 'names a file that does not exist',
  EISDIR: 'names a directory: name a file',
  EACCES: 'names a file that this user may not read',
  EPERM: 'names a file that this user may not read',
};

/** @returns the text of a file, or the rest of a sentence that begins with the variable that names the file */
export function readNamedFile(path: string): { text: string } | { problem: string } {
  const wrapping = wrappingProblem(path);
  if (wrapping !== undefined) return { problem: wrapping };
  try {
    return { text: readFileSync(path, 'utf8') };
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    return { problem: reasons[code] ?? `names a file that cannot be read (${code})` };
  }
}
