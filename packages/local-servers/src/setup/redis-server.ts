import { ensureProgram } from './system-program.js';

/** @throws Error that says what to do when redis-server is missing and cannot be installed. */
export function ensureRedisServer(): void {
  ensureProgram({
    command: 'redis-server',
    debian: 'redis-server',
    homebrew: 'redis',
    advice: 'install Redis 6 or later so that it is on the PATH',
  });
}
