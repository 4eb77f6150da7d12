import { ensureProgram } from './system-program.js';

/** @throws Error that says what to do when PgBouncer is missing and cannot be installed. */
export function ensurePgBouncer(): void {
  ensureProgram({
    command: 'pgbouncer',
    debian: 'pgbouncer',
    homebrew: 'pgbouncer',
    advice: 'install PgBouncer 1.16 or later so that it is on the PATH',
  });
}
