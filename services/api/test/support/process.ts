import { fileURLToPath } from 'node:url';
import { startLogged, type LoggedProcess } from '@feed/testkit/logged-process';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** Starts the api as a separate process, on a free port. */
export const startApi = (env: Record<string, string>): LoggedProcess =>
  startLogged(main, { PORT: '0', DRAIN_DELAY_MS: '300', ...env });
