import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';

interface Locked {
  readonly version?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
}

function locked(root: string): Record<string, Locked> {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>;
  };
  return packages;
}

/** Whether `here` has every package that `root` runs with, or is tested with, in the same place and version. */
export function installedAlready(root: string, here: string, tests: boolean): boolean {
  const there = locked(here);
  return Object.entries(locked(root))
    .filter(([path, { link, dev }]) => path.startsWith('node_modules/') && !link && (tests || !dev))
    .every(([path, { version }]) => there[path]?.version === version);
}

const notShared = new Set(['@feed', '.bin', '.cache', '.package-lock.json']);

/** Links the packages installed in `here` into `root`, which keeps its own workspaces. */
export function shareInstalled(root: string, here: string): void {
  const [from, to] = [resolve(here, 'node_modules'), join(root, 'node_modules')];
  mkdirSync(join(to, '@feed'), { recursive: true });
  for (const name of readdirSync(from).filter((entry) => !notShared.has(entry)))
    symlinkSync(join(from, name), join(to, name));
  for (const name of readdirSync(join(from, '@feed'))) {
    const link = readlinkSync(join(from, '@feed', name));
    if (existsSync(resolve(to, '@feed', link))) symlinkSync(link, join(to, '@feed', name));
  }
}
