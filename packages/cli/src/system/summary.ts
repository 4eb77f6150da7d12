import type { Mode } from './mode.js';
import type { SystemEnv } from './system-env.js';

export interface SummaryOptions {
  mode: Mode;
  /** It was running before. */
  already: boolean;
  /** Running services are older than the code that is built. */
  outdated: boolean;
  demo: boolean;
  /** The services that run in Docker. */
  layers: readonly string[];
  system: SystemEnv;
}

/** What a reader wants to know next. */
export function summary({ mode, already, outdated, demo, layers, system }: SummaryOptions): string {
  const at = (port: string) => `http://localhost:${system[port]}`;
  const lines = [
    `The feed is ${already ? 'already running' : 'running'}, ${mode === 'docker' ? 'in Docker' : 'without Docker'}.`,
    ...(outdated ? ['The code was changed since it started; to run what is built now: make restart'] : []),
    '',
    `  GraphQL       ${at('PORT')}/graphql  (GraphiQL in a browser)`,
    `  api           ${at('OPS_PORT')}/metrics  /readyz  /livez`,
    `  worker        ${at('WORKER_OPS_PORT')}/metrics  /readyz  /livez`,
    ...(layers.includes('prometheus') ? [`  Prometheus    ${at('PROMETHEUS_PORT')}/alerts`] : []),
    ...(layers.includes('grafana')
      ? [`  Grafana       ${at('GRAFANA_PORT')}  (admin, password ${system['GRAFANA_PASSWORD']})`]
      : []),
    ...(demo ? [`  demo login    demo, password ${system['DEMO_PASSWORD']}`] : []),
    '',
    '  make logs     what happens      npx feed doctor   whether all is well',
    '  make down     stop              npx feed mails    mails that would have been sent',
    '  make          everything else   npx feed --help   data, timelines and tasks',
    '',
  ];
  return `\n${lines.join('\n')}`;
}
