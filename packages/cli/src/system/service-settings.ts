import { readFileSync, writeFileSync } from 'node:fs';

/** Compose passes these as files, and a service rejects a setting that is given in both ways. */
const secrets = new Set([
  'DATABASE_URL',
  'MIGRATION_DATABASE_URL',
  'REDIS_URL',
  'SMTP_URL',
  'AUTH_SECRET',
  'POSTGRES_PASSWORD',
  'SERVICES_PASSWORD',
]);

/** Writes the services' settings for Compose: the file `defaults`, then `overrides`, which win. */
export function writeServiceSettings(
  file: string,
  defaults: string,
  overrides: Readonly<Record<string, string | undefined>>,
): void {
  const lines = Object.entries(overrides)
    .filter(([name]) => !secrets.has(name))
    .map(([name, value]) => `${name}=${quoted(value ?? '')}\n`);
  writeFileSync(file, `${readFileSync(defaults, 'utf8')}\n${lines.join('')}`, { mode: 0o600 });
}

/** Unquoted, Compose would read a dollar sign as a variable and a hash as a comment. */
const quoted = (value: string): string =>
  /^[\w.,:/@+*-]*$/.test(value) ? value : `"${value.replace(/[\\"$]/g, '\\$&')}"`;
