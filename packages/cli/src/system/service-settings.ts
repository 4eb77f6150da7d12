import { readFileSync, writeFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

/** They come as files; given in both ways a service would refuse them. */
const secrets = new Set([
  'DATABASE_URL',
  'MIGRATION_DATABASE_URL',
  'REDIS_URL',
  'SMTP_URL',
  'AUTH_SECRET',
  'POSTGRES_PASSWORD',
]);

/** A file for Compose with the settings of the services: those of `defaults`, and over them those of a `.env`. */
export function writeServiceSettings(file: string, defaults: string, dotEnv: string | undefined): void {
  const own = dotEnv === undefined ? {} : parseEnv(dotEnv);
  const lines = Object.entries(own)
    .filter(([name]) => !secrets.has(name))
    .map(([name, value]) => `${name}=${quoted(value ?? '')}\n`);
  writeFileSync(file, `${readFileSync(defaults, 'utf8')}\n${lines.join('')}`, { mode: 0o600 });
}

/** Compose would take a dollar for a variable and a hash for a remark. */
const quoted = (value: string): string =>
  /^[\w.,:/@+*-]*$/.test(value) ? value : `"${value.replace(/[\\"$]/g, '\\$&')}"`;
