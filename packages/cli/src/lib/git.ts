import { runSync } from './process.js';

/** Runs git. @returns its output, without the last line break. @throws ProcessError with git's message */
export const git = (args: readonly string[], folder = '.'): string =>
  runSync('git', args, { cwd: folder }).stdout.trimEnd();

/** Runs git. @returns its output, or undefined when git fails */
export function askGit(args: readonly string[], folder = '.'): string | undefined {
  try {
    return git(args, folder);
  } catch {
    return undefined;
  }
}

export const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');
