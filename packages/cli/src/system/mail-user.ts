import { chownSync, mkdirSync } from 'node:fs';

const unprivilegedId = 1000;

/** The user that the mail catcher's container runs as, `uid:gid`: the caller, who then owns the mails, but never root. */
export function mailUser(): string {
  const [user, group] = [process.getuid?.() || unprivilegedId, process.getgid?.() || unprivilegedId];
  return `${user}:${group}`;
}

/** Creates the folder for the mails, which the Docker engine would otherwise create as root. */
export function makeMailFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  if (process.getuid?.() === 0) chownSync(folder, unprivilegedId, unprivilegedId);
}
