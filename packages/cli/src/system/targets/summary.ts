import type { Mode } from '../modes/mode.js';
import type { SystemEnv } from '../system-env.js';

export interface SummaryOptions {
  mode: Mode;
  alreadyRunning: boolean;
  /** Whether the code was compiled after the services had started. */
  outdated: boolean;
  /** Whether there is a demo account. */
  demo: boolean;
  /** The services that run in Docker. */
  containers: readonly string[];
  system: SystemEnv;
}

/** Says where everything is, and what to do next. */
export function summary({
  mode,
  alreadyRunning,
  outdated,
  demo,
  containers,
  system,
}: SummaryOptions): string {
  const at = (port: string) => `http://localhost:${system[port]}`;
  const lines = [
    `The feed is ${alreadyRunning ? 'already running' : 'running'}, ${mode === 'docker' ? 'in Docker' : 'without Docker'}.`,
    ...(outdated ? ['The code was compiled again after the start. To run the new code: make restart'] : []),
    '',
    `  GraphQL       ${at('PORT')}/graphql  (GraphiQL in a browser)`,
    `  api           ${at('OPS_PORT')}/metrics  /readyz  /livez`,
    `  worker        ${at('WORKER_OPS_PORT')}/metrics  /readyz  /livez`,
    ...(containers.includes('prometheus') ? [`  Prometheus    ${at('PROMETHEUS_PORT')}/alerts`] : []),
    ...(containers.includes('grafana')
      ? [`  Grafana       ${at('GRAFANA_PORT')}  (admin, password ${system['GRAFANA_PASSWORD']})`]
      : []),
    ...(demo ? [`  demo login    demo, password ${system['DEMO_PASSWORD']}`] : []),
    '',
    '  make logs     follow the logs   npx feedctl doctor   check everything',
    '  make down     stop              npx feedctl mails    read caught mails',
    '  make          everything else   npx feedctl --help   accounts, data and tasks',
    '',
  ];
  return `\n${lines.join('\n')}`;
}
