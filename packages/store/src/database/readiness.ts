import type { Logger } from '@feed/platform/logger';
import type { Readiness } from '@feed/platform/ops-server';
import { currentSchema } from './current-schema.js';
import type { Database } from './queryable.js';
import { schemaVersion } from '../migrations/all.js';

export interface ReadinessProbe {
  /** The outcome of the last look; waits for nothing. */
  current(): Readiness;
  close(): void;
}

export interface ReadinessOptions {
  database: Database;
  logger: Logger;
  draining(): boolean;
  intervalMs?: number;
}

/** Looks at Postgres and its schema every few seconds. Redis is not asked: without it a service is slower, not unready. */
export function createReadinessProbe({
  database,
  logger,
  draining,
  intervalMs = 2000,
}: ReadinessOptions): ReadinessProbe {
  let checks: Readiness['checks'] = { postgres: 'not reached yet', schema: 'unknown' };
  const look = async (): Promise<void> => {
    const seen = await lookAtDatabase(database).catch(() => ({ postgres: 'unreachable', schema: 'unknown' }));
    if (seen.postgres !== checks['postgres'] || seen.schema !== checks['schema'])
      logger.info({ checks: seen }, 'readiness');
    checks = seen;
  };
  let running = look();
  const timer = setInterval(() => {
    running = running.then(look);
  }, intervalMs);
  timer.unref();
  return {
    current: () => ({
      ready: !draining() && checks['postgres'] === 'ok' && checks['schema'] === 'ok',
      checks: { ...checks, lifecycle: draining() ? 'draining' : 'ok' },
    }),
    close: () => clearInterval(timer),
  };
}

/** A newer schema is fine: migrations only expand what the previous release uses. */
async function lookAtDatabase(database: Database): Promise<{ postgres: string; schema: string }> {
  const applied = await currentSchema(database);
  const schema = applied >= schemaVersion ? 'ok' : `at ${applied || 'none'}, needs ${schemaVersion}`;
  return { postgres: 'ok', schema };
}
