import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseEnv } from 'node:util';
import type { Settings } from './settings.js';

export type SystemEnv = Readonly<Record<string, string>>;

/** Bytes of the secrets, which are made once per checkout and kept as long as the data that depends on them. */
const secretBytes = {
  AUTH_SECRET: 32,
  POSTGRES_PASSWORD: 16,
  GRAFANA_PASSWORD: 10,
  DEMO_PASSWORD: 5,
} as const;

const header = '# Written by "make up": what the running system was started with. It holds secrets.\n';

export function readSystemEnv(file: string): SystemEnv {
  return existsSync(file) ? (parseEnv(readFileSync(file, 'utf8')) as SystemEnv) : {};
}

/** Where the mail catcher is on this machine. */
export const catcherUrl = (port: string | number | undefined): string => `smtp://127.0.0.1:${port}`;

/** What the system is started with; `kept` is what the last start wrote, for the secrets in it. */
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

/** Readable by its owner only, and whole at any moment. */
export function writeSystemEnv(file: string, env: SystemEnv): void {
  mkdirSync(dirname(file), { recursive: true });
  const lines = Object.entries(env).map(([name, value]) => `${name}=${value}\n`);
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, header + lines.join(''), { mode: 0o600 });
  chmodSync(unfinished, 0o600);
  renameSync(unfinished, file);
}
