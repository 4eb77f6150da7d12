import type { SystemEnv } from '../system-env.js';

export interface Addressed {
  system: SystemEnv;
  /** The services that run in Docker. */
  containers: readonly string[];
}

/** One line for each address of the system that a person opens. */
export function addressLines({ system, containers }: Addressed): string[] {
  const at = (port: string) => `http://localhost:${system[port]}`;
  return [
    `  page          ${at('PORT')}`,
    `  GraphQL       ${at('PORT')}/graphql  (GraphiQL in a browser)`,
    `  api           ${at('OPS_PORT')}/metrics  /readyz  /livez`,
    `  worker        ${at('WORKER_OPS_PORT')}/metrics  /readyz  /livez`,
    ...(containers.includes('prometheus') ? [`  Prometheus    ${at('PROMETHEUS_PORT')}/alerts`] : []),
    ...(containers.includes('grafana')
      ? [`  Grafana       ${at('GRAFANA_PORT')}  (admin, password ${system['GRAFANA_PASSWORD']})`]
      : []),
  ];
}
