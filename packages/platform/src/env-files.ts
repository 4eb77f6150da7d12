import { wrappingProblem } from './env-values.js';
import { FileFault, readTextFile } from './text-file.js';

/** @returns the text of a file, or the rest of a sentence that begins with the variable that names the file */
export function readNamedFile(path: string): { text: string } | { problem: string } {
  const wrapping = wrappingProblem(path);
  if (wrapping !== undefined) return { problem: wrapping };
  try {
    return { text: readTextFile(path) };
  } catch (error) {
    return { problem: `names a file that ${error instanceof FileFault ? error.reason : 'cannot be read'}` };
  }
}
