import type { Mode } from './mode.js';
import type { SystemEnv } from './system-env.js';

/** What a reader does next. */
export function summary(mode: Mode, already: boolean, system: SystemEnv): string {
  const at = (port: string) => `http://localhost:${system[port]}`;
  return `
The feed is ${already ? 'already running' : 'running'} (${mode} mode).

  GraphQL    ${at('PORT')}/graphql   (GraphiQL in a browser)
  api        ${at('OPS_PORT')}/metrics, /readyz, /livez
  worker     ${at('WORKER_OPS_PORT')}/metrics, /readyz, /livez
`;
}
