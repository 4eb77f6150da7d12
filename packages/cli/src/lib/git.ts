import { runSync } from './process.js';

/** What git prints, without the last line break. @throws ProcessError */
export const git = (args: readonly string[], folder = '.'): string =>
  runSync('git', args, { cwd: folder }).stdout.trimEnd();

/** What git prints; undefined when it fails. */
export function askGit(args: readonly string[], folder = '.'): string | undefined {
  try {
    return git(args, folder);
  } catch {
    return undefined;
  }
}

export const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');
