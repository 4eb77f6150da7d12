import { ensureProgram } from './system-program.js';

/** @throws Error that says what to do when Chromium is missing and cannot be installed. */
export function ensureChromium(): void {
  ensureProgram({
    command: 'chromium',
    debian: 'chromium',
    homebrew: 'chromium',
    advice: 'install Chromium so that it is on the PATH',
  });
}
