import { chownSync, mkdirSync } from 'node:fs';

const unprivileged = 1000;

/** As whom the mail catcher runs, `uid:gid`: whoever calls, so that the mails are theirs, but never root. */
export function mailUser(): string {
  const [user, group] = [process.getuid?.() || unprivileged, process.getgid?.() || unprivileged];
  return `${user}:${group}`;
}

/** Makes the folder for the mails; otherwise the engine would, and as root. */
export function makeMailFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  if (process.getuid?.() === 0) chownSync(folder, unprivileged, unprivileged);
}
