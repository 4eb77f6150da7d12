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

const used: Record<PortName, string> = {
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
 * @param patienceMs how long to wait for what is about to end
 * @throws PortsTaken that names each taken port, its holder where that can be found, and the variable to set
 */
export async function requireFreePorts(ports: Partial<Ports>, patienceMs = 0): Promise<void> {
  const wanted = Object.entries(ports) as [PortName, number][];
  let complaints: string[] = [];
  const free = async (): Promise<boolean> => {
    const inUse = await Promise.all(wanted.map(([, port]) => taken(port)));
    complaints = wanted.filter((_, index) => inUse[index]).map(([name, port]) => complaint(name, port));
    return complaints.length === 0;
  };
  await until(free, patienceMs, () => new PortsTaken(complaints));
}

function complaint(name: PortName, port: number): string {
  const holder = portHolder(port);
  const by = holder === undefined ? '' : ` by ${holder}`;
  return (
    `Port ${port}, meant for ${used[name]}, is taken${by}.\n` +
    `  Stop what holds it, or choose another port: ${name}=${port + 10_000 > 65_535 ? port - 1 : port + 10_000} make up`
  );
}

/** macOS lets one listen beside a listener on all addresses, so asking the port comes first. */
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
