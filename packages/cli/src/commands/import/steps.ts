import type { Terminal } from '../../lib/terminal.js';

/** Returns a callback that prints each step as it begins, with the seconds since the start. */
export function showSteps(terminal: Terminal): (step: string) => void {
  const started = performance.now();
  return (step) => {
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    terminal.err(`[${seconds.padStart(6)} s] ${step}\n`);
  };
}
