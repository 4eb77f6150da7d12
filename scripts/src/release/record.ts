import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaVersion } from '@feed/store/postgres/migrations/all';
import { withPackages } from './changelog.js';
import { git, lines } from '@feed/cli/lib/git';
import { type Deployed, deployed, readReleased, releasedFile, type Release } from './released.js';

interface Manifest {
  readonly version: string;
  readonly dependencies: Record<string, string>;
}

const changelogOf = (folder: string): string => join(folder, 'CHANGELOG.md');
const read = (file: string): string => readFileSync(file, 'utf8');
const manifestOf = (folder: string): Manifest => JSON.parse(read(join(folder, 'package.json'))) as Manifest;

/** The changelogs that lerna has just written for the packages this service is built from. */
function packageChangelogs(folder: string): string[] {
  const written = lines(
    git(['status', '--porcelain', '--untracked-files=all', '--', 'packages/*/CHANGELOG.md']),
  );
  const files = written.map((line) => line.slice('XY '.length));
  const parts = Object.keys(manifestOf(folder).dependencies).map((name) =>
    name.replace('@feed/', 'packages/'),
  );
  return files.filter((file) => parts.some((part) => file === changelogOf(part)));
}

function completeChangelog(folder: string): void {
  const file = changelogOf(folder);
  if (existsSync(file)) writeFileSync(file, withPackages(read(file), packageChangelogs(folder).map(read)));
}

/** `lerna version` runs this between writing the version numbers and the commit: it records what the next release needs. */
function main(): void {
  const commit = git(['rev-parse', 'HEAD']);
  const released: Record<Deployed, Release> = readReleased();
  for (const name of Object.keys(deployed) as Deployed[]) {
    const { version } = manifestOf(deployed[name]);
    if (version === released[name].version) continue;
    completeChangelog(deployed[name]);
    released[name] = { version, commit, schema: schemaVersion };
  }
  writeFileSync(releasedFile, `${JSON.stringify(released, null, 2)}\n`);
  git(['add', releasedFile]);
}

main();
