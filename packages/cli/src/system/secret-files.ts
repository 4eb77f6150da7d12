import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catcherUrl, servicesRole, type SystemEnv } from './system-env.js';

/**
 * The secrets that Compose mounts into the containers, by file name. Inside them, Postgres, Redis and the mail catcher have
 * other addresses than on this machine.
 */
export function secretFiles(system: SystemEnv): Record<string, string> {
  const { AUTH_SECRET, POSTGRES_PASSWORD, SERVICES_PASSWORD, GRAFANA_PASSWORD, SMTP_URL, MAIL_PORT } = system;
  return {
    auth_secret: AUTH_SECRET ?? '',
    postgres_password: POSTGRES_PASSWORD ?? '',
    grafana_password: GRAFANA_PASSWORD ?? '',
    database_url: `postgres://${servicesRole}:${SERVICES_PASSWORD}@postgres:5432/feed`,
    migration_database_url: `postgres://postgres:${POSTGRES_PASSWORD}@postgres:5432/feed`,
    redis_url: 'redis://redis:6379',
    smtp_url: SMTP_URL === catcherUrl(MAIL_PORT) ? 'smtp://mail:1025' : (SMTP_URL ?? ''),
  };
}

/** Every user may read the files, because the containers run as other users; other users of this machine cannot enter the folder. */
export function writeSecretFiles(folder: string, system: SystemEnv): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const [name, text] of Object.entries(secretFiles(system)))
    writeFileSync(join(folder, name), text, { mode: 0o644 });
}
