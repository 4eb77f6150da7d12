import type { Terminal } from '../../lib/terminal.js';

/** After the commit of an import, which this step follows. */
const afterCommit = 'vacuuming';

/** Returns a callback that prints each step as it begins, with the seconds since the start. */
export function showSteps(terminal: Terminal): (step: string) => void {
  const started = performance.now();
  return (step) => {
    if (step === afterCommit) terminal.left = 'Everything was imported; the tables are not vacuumed yet.';
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    terminal.err(`[${seconds.padStart(6)} s] ${step}\n`);
  };
}
