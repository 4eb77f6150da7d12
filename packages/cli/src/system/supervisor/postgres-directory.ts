import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unprivilegedUser } from '@feed/local-servers/unprivileged-user';

const outsideFolder = '/var/lib/feed-local';

/**
 * The directory for the data: `folder`, or the target of a link with that name. When root starts it, Postgres runs as
 * another user, who cannot enter a checkout below /root; the data is then outside of the checkout.
 */
export function postgresDirectory(folder: string): string {
  if (existsSync(folder)) return realpathSync(folder);
  const user = unprivilegedUser();
  mkdirSync(dirname(folder), { recursive: true });
  if (user === undefined || canEnter(dirname(folder), user)) return folder;
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  const outside = join(outsideFolder, name);
  mkdirSync(outside, { recursive: true });
  rmSync(folder, { force: true });
  symlinkSync(outside, folder);
  return outside;
}

function canEnter(folder: string, user: { uid: number; gid: number }): boolean {
  return spawnSync('ls', [folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}
