import { ensureProgram } from './system-program.js';

/** @throws Error that says what to do when promtool is missing and cannot be installed. */
export function ensurePromtool(): void {
  ensureProgram({
    command: 'promtool',
    // Both packages also contain the server, which no test uses.
    debian: 'prometheus',
    homebrew: 'prometheus',
    advice: 'install Prometheus 2.42 or later so that promtool is on the PATH',
  });
}
