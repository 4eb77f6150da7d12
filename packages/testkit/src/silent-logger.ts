import { createLogger, type Logger } from '@feed/platform/logger';

/** A logger for parts under test whose lines nobody reads. */
export function silentLogger(): Logger {
  return createLogger({ service: 'test', level: 'silent', version: '0.0.0' });
}
