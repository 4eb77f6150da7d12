import { type EnvReader, readEnv } from '@feed/platform/env';
import { readSmtpUrl } from '@feed/settings/smtp';
import { hostLimits } from '@feed/platform/host-limits';
import { readTextFileIfPresent } from '@feed/platform/text-file';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

/** The ports of the system on this machine, by the variables that change them. */
export const portDefaults = {
  PORT: 4000,
  OPS_PORT: 9464,
  WORKER_OPS_PORT: 9465,
  POSTGRES_PORT: 5433,
  REDIS_PORT: 6380,
  MAIL_PORT: 1025,
  PROMETHEUS_PORT: 9090,
  GRAFANA_PORT: 3000,
} as const;

export type PortName = keyof typeof portDefaults;
export type Ports = Readonly<Record<PortName, number>>;

export interface Settings {
  /** `auto` chooses Docker when an engine responds, else local. */
  readonly mode: 'auto' | 'docker' | 'local';
  readonly ports: Ports;
  /** The address on which the api and the metrics listen; everything else listens on loopback only. */
  readonly bindAddress: string;
  /** Whether an empty database is filled with a small network to experiment with. */
  readonly demo: boolean;
  /** Whether api and worker run from their sources and restart when these change; without Docker only. */
  readonly dev: boolean;
  /** The worker's share of a processor in Docker. */
  readonly workerCpus: string;
  /** Whether Prometheus and Grafana are started as well. */
  readonly observability: boolean;
  /** The mail server; undefined stands for the mail catcher. */
  readonly smtpUrl: string | undefined;
}

/** Adds the variables of `folder`'s `.env` file that `env` does not set. @throws FileFault when it is not a text file */
export function withEnvFile(env: NodeJS.ProcessEnv, folder: string): NodeJS.ProcessEnv {
  const text = readTextFileIfPresent(join(folder, '.env'));
  if (text === undefined) return env;
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value));
  return { ...parseEnv(text), ...given };
}

/** @throws ConfigError with every problem */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  return readEnv(env, (reader) => ({
    mode: reader.oneOf('UP_MODE', ['auto', 'docker', 'local'] as const, { default: 'auto' }),
    ports: readPorts(reader),
    bindAddress: reader.str('BIND_ADDRESS', {
      default: '127.0.0.1',
      pattern: /^\d+(\.\d+){3}$/,
      rule: 'must be an IPv4 address such as 127.0.0.1 or 0.0.0.0',
    }),
    demo: reader.bool('UP_DEMO', { default: true }),
    dev: reader.bool('UP_DEV', { default: false }),
    workerCpus: reader.str('WORKER_CPUS', {
      default: `${hostLimits.render.cpu}`,
      pattern: /^\d+(\.\d+)?$/,
      rule: 'must be a number of CPU cores such as 0.1 or 2',
    }),
    observability: reader.bool('OBSERVABILITY', { default: false }),
    smtpUrl: reader.has('SMTP_URL') ? readSmtpUrl(reader) : undefined,
  }));
}

/** The ports that a system with these settings listens on. */
export function portsOf({ ports, observability }: Settings): Partial<Ports> {
  if (observability) return ports;
  const { PROMETHEUS_PORT: _prometheus, GRAFANA_PORT: _grafana, ...always } = ports;
  return always;
}

function readPorts(reader: EnvReader): Ports {
  const names = Object.keys(portDefaults) as PortName[];
  const ports = Object.fromEntries(
    names.map((name) => [name, reader.int(name, { default: portDefaults[name], min: 1, max: 65_535 })]),
  ) as Record<PortName, number>;
  for (const [index, name] of names.entries()) {
    const other = names.slice(0, index).find((earlier) => ports[earlier] === ports[name]);
    if (other) reader.fail(`${other} and ${name} are both ${ports[name]}: change one of them`);
  }
  return ports;
}
