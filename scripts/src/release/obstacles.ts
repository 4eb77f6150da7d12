import { git, lines } from '@feed/cli/lib/git';
import { type Deployed, readReleased } from './released.js';

/** Reasons why a checkout cannot be released, each with what to do about it. */
export function obstacles(folder = '.'): string[] {
  const tags = new Set(lines(git(['tag', '--list'], folder)));
  const released = Object.entries(readReleased(folder)) as [Deployed, { version: string; commit: string }][];
  const missing = released.map(([name, { version }]) => `${name}@${version}`).filter((tag) => !tags.has(tag));
  const rules: [boolean, string][] = [
    [
      git(['status', '--porcelain', '--untracked-files=no'], folder) !== '',
      'there are changes that are not committed: commit or undo them',
    ],
    [
      git(['rev-parse', '--is-shallow-repository'], folder) === 'true',
      'the history is incomplete, and changelogs are made from it: git fetch --unshallow',
    ],
    [
      missing.length > 0,
      `the tags of the last release are missing (${missing.join(', ')}), and changes are counted from there: git fetch --tags`,
    ],
  ];
  return rules.filter(([applies]) => applies).map(([, text]) => text);
}
