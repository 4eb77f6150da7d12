import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unprivilegedUser } from '@feed/local-servers/unprivileged-user';

const elsewhere = '/var/lib/feed-local';

/**
 * Where the data is: `folder`, or behind a link of that name. Root's Postgres runs as another user, who cannot
 * get into a checkout below /root: there the data lies outside of it.
 */
export function postgresDirectory(folder: string): string {
  if (existsSync(folder)) return realpathSync(folder);
  const user = unprivilegedUser();
  mkdirSync(dirname(folder), { recursive: true });
  if (user === undefined || enters(dirname(folder), user)) return folder;
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  const outside = join(elsewhere, name);
  mkdirSync(outside, { recursive: true });
  rmSync(folder, { force: true });
  symlinkSync(outside, folder);
  return outside;
}

function enters(folder: string, user: { uid: number; gid: number }): boolean {
  return spawnSync('ls', [folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}
