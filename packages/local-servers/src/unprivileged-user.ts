import { execFileSync, spawnSync } from 'node:child_process';

export interface UnprivilegedUser {
  uid: number;
  gid: number;
}

/**
 * Postgres and PgBouncer do not run as root. Started by root, they run as the system's own user for that (`_postgres` on
 * macOS) or, where there is none, as `nobody`.
 */
export function unprivilegedUser(): UnprivilegedUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const user = ['postgres', '_postgres', 'nobody'].find((name) => spawnSync('id', [name]).status === 0);
  if (user === undefined) throw new Error('Postgres cannot run as root, and there is no user nobody');
  const id = (flag: string) => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}
