import { ensureProgram } from './system-program.js';

/** @throws Error saying what to do when promtool is missing and cannot be installed. */
export function ensurePromtool(): void {
  ensureProgram({
    command: 'promtool',
    // Both bring the server too, which no test uses.
    debian: 'prometheus',
    homebrew: 'prometheus',
    advice: 'install Prometheus 2.42 or later so that promtool is on the PATH',
  });
}
