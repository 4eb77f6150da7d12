import { createHmac, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseEnv } from 'node:util';
import { readTextFileIfPresent } from '@feed/platform/text-file';
import type { Settings } from './settings.js';

export type SystemEnv = Readonly<Record<string, string>>;

/** Lengths of the secrets, in bytes. They are generated once per checkout and kept as long as the data that depends on them. */
const secretBytes = {
  AUTH_SECRET: 32,
  POSTGRES_PASSWORD: 16,
  GRAFANA_PASSWORD: 10,
  DEMO_PASSWORD: 5,
} as const;

/** The services read and write rows as this role, which the migration creates. */
export const servicesRole = 'feed_service';

const header = '# Written by "make up": the settings the system was started with, secrets included.\n';

/**
 * The password of that role. It follows from the superuser's, because 0.1.0 keeps that one and drops what it does not know:
 * after going back to it and forward again, the role still has its password.
 */
const servicesPassword = (superuserPassword: string): string =>
  createHmac('sha256', superuserPassword).update(servicesRole).digest('hex').slice(0, 32);

export function readSystemEnv(file: string): SystemEnv {
  return parseEnv(readTextFileIfPresent(file) ?? '') as SystemEnv;
}

/** The address of the mail catcher on this machine. */
export const catcherUrl = (port: string | number | undefined): string => `smtp://127.0.0.1:${port}`;

/** The settings to start the system with. The secrets come from `kept`, which the previous start wrote. */
export function systemEnv(settings: Settings, kept: SystemEnv): SystemEnv {
  const { ports, bindAddress, dev, observability, smtpUrl, workerCpus } = settings;
  const secrets = Object.fromEntries(
    Object.entries(secretBytes).map(([name, bytes]) => [
      name,
      kept[name] ?? randomBytes(bytes).toString('hex'),
    ]),
  );
  const superuserPassword = secrets['POSTGRES_PASSWORD'] ?? '';
  const rowsPassword = servicesPassword(superuserPassword);
  const database = (role: string, password: string): string =>
    `postgres://${role}:${password}@127.0.0.1:${ports.POSTGRES_PORT}/feed`;
  return {
    ...Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, `${port}`])),
    BIND_ADDRESS: bindAddress,
    WORKER_CPUS: workerCpus,
    DATABASE_URL: database(servicesRole, rowsPassword),
    MIGRATION_DATABASE_URL: database('postgres', superuserPassword),
    REDIS_URL: `redis://127.0.0.1:${ports.REDIS_PORT}`,
    SMTP_URL: smtpUrl ?? catcherUrl(ports.MAIL_PORT),
    ...(observability && { OBSERVABILITY: 'yes' }),
    ...(dev && { UP_DEV: 'yes' }),
    ...secrets,
    SERVICES_PASSWORD: rowsPassword,
  };
}

/** Completes settings that a release wrote in which the services used the superuser. */
export function withServicesRole(kept: SystemEnv): SystemEnv {
  const { DATABASE_URL, SERVICES_PASSWORD } = kept;
  if (DATABASE_URL === undefined || SERVICES_PASSWORD !== undefined) return kept;
  const url = new URL(DATABASE_URL);
  const password = servicesPassword(decodeURIComponent(url.password));
  [url.username, url.password] = [servicesRole, password];
  return {
    ...kept,
    DATABASE_URL: url.toString(),
    MIGRATION_DATABASE_URL: DATABASE_URL,
    SERVICES_PASSWORD: password,
  };
}

/** Writes a file that only its owner can read; a reader sees the old content or the new one, never a part. */
export function writeSystemEnv(file: string, env: SystemEnv): void {
  mkdirSync(dirname(file), { recursive: true });
  const lines = Object.entries(env).map(([name, value]) => `${name}=${value}\n`);
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, header + lines.join(''), { mode: 0o600 });
  chmodSync(unfinished, 0o600);
  renameSync(unfinished, file);
}
