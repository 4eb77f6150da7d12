import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** The checkout. */
const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** What belongs to this machine only; git ignores it. */
const local = join(root, '.local');

export const places = {
  root,
  /** Touched by the Makefile after each compilation. */
  built: join(root, 'packages', 'cli', 'dist', '.built'),
  local,
  /** What the running system was started with: read by the `feed` command and by Compose. */
  env: join(local, 'env'),
  postgres: join(local, 'postgres'),
  mails: join(local, 'mails'),
  /** One file a secret, for Compose. */
  secrets: join(local, 'secrets'),
  /** Settings of the services, for Compose. */
  serviceSettings: join(local, 'services.env'),
  logs: join(local, 'logs'),
  /** Of the supervisor; see supervisor/control.ts. */
  socket: join(local, 'supervisor.sock'),
} as const;
