import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root folder of the checkout. */
const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** The folder for files that belong to this machine only; git ignores it. */
const local = join(root, '.local');

export const places = {
  root,
  /** The `feedctl` command. */
  feedctl: join(root, 'packages', 'cli', 'bin', 'feedctl.mjs'),
  /** The Makefile touches this file after each compilation. */
  built: join(root, 'packages', 'cli', 'dist', '.built'),
  local,
  /** The settings the system was started with; the `feedctl` command and Compose read them. */
  env: join(local, 'env'),
  /** The settings that were given to "make up", which "make restart" keeps. */
  given: join(local, 'given.json'),
  postgres: join(local, 'postgres'),
  mails: join(local, 'mails'),
  /** Contains one file per secret, for Compose. */
  secrets: join(local, 'secrets'),
  /** The settings of the services, for Compose. */
  serviceSettings: join(local, 'services.env'),
  logs: join(local, 'logs'),
  /** The socket of the supervisor; see supervisor/control.ts. */
  socket: join(local, 'supervisor.sock'),
} as const;
