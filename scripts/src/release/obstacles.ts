import { git, lines } from './git.js';
import { type Deployed, readReleased } from './released.js';

/** What keeps this checkout from being released, each with what to do about it. */
export function obstacles(): string[] {
  const tags = new Set(lines(git(['tag', '--list'])));
  const released = Object.entries(readReleased()) as [Deployed, { version: string; commit: string }][];
  const missing = released.map(([name, { version }]) => `${name}@${version}`).filter((tag) => !tags.has(tag));
  const rules: [boolean, string][] = [
    [
      git(['status', '--porcelain', '--untracked-files=no']) !== '',
      'there are changes that are not committed: commit or undo them',
    ],
    [
      git(['rev-parse', '--is-shallow-repository']) === 'true',
      'the history is not complete, and changelogs are made of it: git fetch --unshallow',
    ],
    [
      missing.length > 0,
      `the tags of the last release are missing (${missing.join(', ')}), and changes are counted from them: git fetch --tags`,
    ],
  ];
  return rules.filter(([applies]) => applies).map(([, text]) => text);
}
