import { execFileSync, spawnSync } from 'node:child_process';

export interface UnprivilegedUser {
  uid: number;
  gid: number;
}

/**
 * The user for Postgres and PgBouncer, which do not run as root: the user of an installed Postgres if there is one, and
 * otherwise the system's own user without rights, which is called `nobody`.
 * @returns undefined when this process does not run as root
 */
export function unprivilegedUser(): UnprivilegedUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const user = ['postgres', '_postgres', 'nobody'].find((name) => spawnSync('id', [name]).status === 0);
  if (user === undefined) throw new Error('Postgres cannot run as root, and there is no user named nobody');
  const id = (flag: string) => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}
