import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newestRelease } from './changelog.js';
import { git, lines } from '@feed/cli/lib/git';
import { type Deployed, deployed } from './released.js';

export interface Outcome {
  /** Tags such as `@feed/api@1.2.3`, of the services and of the packages they are built from. */
  readonly services: readonly string[];
  readonly packages: readonly string[];
  /** The new part of a service's changelog, by its tag. */
  readonly changelogs: Readonly<Record<string, string>>;
}

const nameOf = (tag: string): string => tag.slice(0, tag.lastIndexOf('@'));

/** Reads the release commit at the head of `folder`. */
export function readOutcome(folder: string): Outcome {
  const tags = lines(git(['tag', '--points-at', 'HEAD'], folder));
  const services = tags.filter((tag) => nameOf(tag) in deployed);
  const changelogs = services.map((tag) => {
    const file = join(folder, deployed[nameOf(tag) as Deployed], 'CHANGELOG.md');
    return [tag, existsSync(file) ? newestRelease(readFileSync(file, 'utf8')) : ''];
  });
  return {
    services,
    packages: tags.filter((tag) => !services.includes(tag)),
    changelogs: Object.fromEntries(changelogs) as Record<string, string>,
  };
}

const quoted = (tags: readonly string[]): string => tags.map((tag) => `'${tag}'`).join(' ');

/** GitHub starts no workflow for more than three tags in one push, so the tags that need one go first. */
export function pushCommands({ services, packages }: Outcome): string[] {
  const first = `git push origin main ${quoted(services)}`;
  return packages.length === 0 ? [first] : [first, `git push origin ${quoted(packages)}`];
}

export function describeOutcome(outcome: Outcome): string {
  const texts = Object.entries(outcome.changelogs).map(([tag, text]) => `\n${tag}\n\n${text}\n`);
  const packages = outcome.packages.length === 0 ? '' : `\nWith them: ${outcome.packages.join(', ')}\n`;
  return `${texts.join('')}${packages}`;
}
