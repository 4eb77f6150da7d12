import { spawnSync } from 'node:child_process';
import { CodedError } from '@feed/platform/errors';

/** What git prints; undefined when it says no. */
export function askGit(root: string, args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout.trimEnd() : undefined;
}

/** @throws CodedError when git says no */
export function git(root: string, args: readonly string[]): string {
  const answer = askGit(root, args);
  if (answer === undefined) throw new CodedError('UNAVAILABLE', `"git ${args.join(' ')}" failed in ${root}`);
  return answer;
}
