import { execFileSync } from 'node:child_process';

/** What git prints, without the last line break. @throws Error with what git says is wrong */
export function git(args: readonly string[], folder = '.'): string {
  return execFileSync('git', args, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trimEnd();
}

export const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');
