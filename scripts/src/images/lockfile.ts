import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What package-lock.json says of one installed package; the parts that are used. */
export interface LockedPackage {
  /** When it is installed under another name than its own. */
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly optional?: boolean;
  /** A workspace, which is in the folder `resolved`. */
  readonly link?: boolean;
  readonly resolved?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** By folder, such as `node_modules/kue/node_modules/redis` or `services/api`. */
export type Lockfile = Readonly<Record<string, LockedPackage>>;

export const readLockfile = (root: string): Lockfile =>
  (JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Lockfile }).packages;

/** The folders that the package in `from` loads when it runs, found as Node finds them. What is not installed is left out. */
export function dependenciesOf(lockfile: Lockfile, from: string): string[] {
  const { dependencies, optionalDependencies, peerDependencies } = lockfile[from] ?? {};
  const names = Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies });
  return names.flatMap((name) => locate(lockfile, from, name) ?? []).sort();
}

function locate(lockfile: Lockfile, from: string, name: string): string | undefined {
  const path = join(from, 'node_modules', name);
  const found = lockfile[path];
  if (found) return found.link ? found.resolved : path;
  return from === '' ? undefined : locate(lockfile, parent(from), name);
}

/** The folder whose node_modules is looked through next. */
function parent(folder: string): string {
  const within = folder.lastIndexOf('/node_modules/');
  return within > 0 ? folder.slice(0, within) : folder.startsWith('node_modules/') ? '' : next(folder);
}

const next = (folder: string): string => (dirname(folder) === '.' ? '' : dirname(folder));

/** Everything that is needed to run the package in `start`, directly or not, without itself; sorted. */
export function dependencyClosure(lockfile: Lockfile, start: string): string[] {
  const seen = new Set<string>();
  const waiting = [start];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop())
    for (const found of dependenciesOf(lockfile, folder))
      if (!seen.has(found)) {
        seen.add(found);
        waiting.push(found);
      }
  return [...seen].sort();
}
