import { createLogger, type Logger } from '@feed/platform/logger';

/** A logger that writes nothing, for parts under test. */
export function silentLogger(): Logger {
  return createLogger({ service: 'test', level: 'silent', version: '0.0.0' });
}
