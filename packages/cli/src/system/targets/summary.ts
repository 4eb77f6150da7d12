import type { Mode } from '../modes/mode.js';
import { type Addressed, addressLines } from './addresses.js';

export interface SummaryOptions extends Addressed {
  mode: Mode;
  alreadyRunning: boolean;
  /** Whether the code was compiled after the services had started. */
  outdated: boolean;
  /** Whether there is a demo account. */
  demo: boolean;
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
  const lines = [
    `The feed is ${alreadyRunning ? 'already running' : 'running'}, ${mode === 'docker' ? 'in Docker' : 'without Docker'}.`,
    ...(outdated ? ['The code was compiled again after the start. To run the new code: make restart'] : []),
    '',
    ...addressLines({ system, containers }),
    ...(demo ? [`  demo login    demo, password ${system['DEMO_PASSWORD']}`] : []),
    '',
    '  make logs     follow the logs   npx feedctl doctor   check everything',
    '  make down     stop              npx feedctl mails    read caught mails',
    '  make          everything else   npx feedctl --help   accounts, data and tasks',
    '',
  ];
  return `\n${lines.join('\n')}`;
}
