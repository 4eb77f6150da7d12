import { randomBytes } from 'node:crypto';
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

const header = '# Written by "make up": the settings the system was started with, secrets included.\n';

export function readSystemEnv(file: string): SystemEnv {
  return parseEnv(readTextFileIfPresent(file) ?? '') as SystemEnv;
}

/** The address of the mail catcher on this machine. */
export const catcherUrl = (port: string | number | undefined): string => `smtp://127.0.0.1:${port}`;

/** The settings to start the system with. The secrets come from `kept`, which the previous start wrote. */
export function systemEnv(settings: Settings, kept: SystemEnv): SystemEnv {
  const { ports, bindAddress, observability, smtpUrl, workerCpus } = settings;
  const secrets = Object.fromEntries(
    Object.entries(secretBytes).map(([name, bytes]) => [
      name,
      kept[name] ?? randomBytes(bytes).toString('hex'),
    ]),
  );
  const password = secrets['POSTGRES_PASSWORD'];
  return {
    ...Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, `${port}`])),
    BIND_ADDRESS: bindAddress,
    WORKER_CPUS: workerCpus,
    DATABASE_URL: `postgres://postgres:${password}@127.0.0.1:${ports.POSTGRES_PORT}/feed`,
    REDIS_URL: `redis://127.0.0.1:${ports.REDIS_PORT}`,
    SMTP_URL: smtpUrl ?? catcherUrl(ports.MAIL_PORT),
    ...(observability && { OBSERVABILITY: 'yes' }),
    ...secrets,
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
