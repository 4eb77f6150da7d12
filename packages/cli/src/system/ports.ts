import { accepts } from '@feed/local-servers/port-accepts';
import { createServer } from 'node:net';
import { portHolder } from './port-holder.js';
import { until } from './readiness.js';
import type { PortName, Ports } from './settings.js';

export class PortsTaken extends Error {
  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'PortsTaken';
  }
}

const users: Record<PortName, string> = {
  PORT: 'the api (GraphQL)',
  OPS_PORT: "the api's health and metrics",
  WORKER_OPS_PORT: "the worker's health and metrics",
  POSTGRES_PORT: 'Postgres',
  REDIS_PORT: 'Redis',
  MAIL_PORT: 'the mail catcher',
  PROMETHEUS_PORT: 'Prometheus',
  GRAFANA_PORT: 'Grafana',
};

/**
 * @param waitMs how long to wait for ports whose holder is about to end
 * @throws PortsTaken that names each taken port, its holder if known, and the variable to set
 */
export async function requireFreePorts(ports: Partial<Ports>, waitMs = 0): Promise<void> {
  const wanted = Object.entries(ports) as [PortName, number][];
  let problems: string[] = [];
  const free = async (): Promise<boolean> => {
    const inUse = await Promise.all(wanted.map(([, port]) => taken(port)));
    problems = wanted.filter((_, index) => inUse[index]).map(([name, port]) => problemOf(name, port));
    return problems.length === 0;
  };
  await until(free, waitMs, () => new PortsTaken(problems));
}

function problemOf(name: PortName, port: number): string {
  const holder = portHolder(port);
  const by = holder === undefined ? '' : ` by ${holder}`;
  return (
    `Port ${port}, meant for ${users[name]}, is taken${by}.\n` +
    `  Stop that program, or choose another port: ${name}=${port + 10_000 > 65_535 ? port - 1 : port + 10_000} make up`
  );
}

/** On macOS a program can listen on a port that another one already has on all addresses, so this tries to connect first. */
async function taken(port: number): Promise<boolean> {
  return (await accepts(port)) || !(await canListen(port));
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
