import { execFileSync } from 'node:child_process';

/** Runs git. @returns its output, without the last line break. @throws Error with git's message */
export function git(args: readonly string[], folder = '.'): string {
  return execFileSync('git', args, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trimEnd();
}

/** Runs git. @returns its output, or undefined when git fails */
export function askGit(args: readonly string[], folder = '.'): string | undefined {
  try {
    return git(args, folder);
  } catch {
    return undefined;
  }
}

export const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');
