import { execFileSync } from 'node:child_process';

/** What git prints, without the last line break. @throws Error with what git says is wrong */
export function git(args: readonly string[], folder = '.'): string {
  return execFileSync('git', args, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trimEnd();
}

/** What git prints; undefined when it says no. */
export function askGit(args: readonly string[], folder = '.'): string | undefined {
  try {
    return git(args, folder);
  } catch {
    return undefined;
  }
}

export const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');
