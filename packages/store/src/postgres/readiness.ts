import type { Logger } from '@feed/platform/logger';
import type { Readiness } from '@feed/platform/ops-server';
import { currentSchema } from './current-schema.js';
import type { Database } from './queryable.js';
import { neededSchema } from './migrations/all.js';

export interface ReadinessProbe {
  /** The outcome of the last look; waits for nothing. */
  current(): Readiness;
  /** The newest applied migration as of the last look; undefined when Postgres could not tell. */
  readonly applied: string | undefined;
  /** Resolves once Postgres has been seen with the schema that this release needs. */
  readonly reached: Promise<void>;
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
  let applied: string | undefined;
  let looking = false;
  const { promise: reached, resolve: reach } = withResolver();
  const look = async (): Promise<void> => {
    // A database that hangs takes longer than the interval to be given up.
    if (looking) return;
    looking = true;
    applied = await currentSchema(database).catch(() => undefined);
    const seen = checksOf(applied);
    if (seen.postgres !== checks['postgres'] || seen.schema !== checks['schema'])
      logger.info({ checks: seen }, 'readiness');
    checks = seen;
    if (seen.schema === 'ok') reach();
    looking = false;
  };
  void look();
  const timer = setInterval(() => void look(), intervalMs);
  timer.unref();
  return {
    current: () => ({
      ready: !draining() && checks['postgres'] === 'ok' && checks['schema'] === 'ok',
      checks: { ...checks, lifecycle: draining() ? 'draining' : 'ok' },
    }),
    get applied() {
      return applied;
    },
    reached,
    close: () => clearInterval(timer),
  };
}

function withResolver(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => (resolve = settle));
  return { promise, resolve };
}

/**
 * A newer schema is fine: migrations only expand what the previous release uses. So is one in which only optional steps
 * are missing.
 */
function checksOf(applied: string | undefined): { postgres: string; schema: string } {
  if (applied === undefined) return { postgres: 'unreachable', schema: 'unknown' };
  const schema = applied >= neededSchema ? 'ok' : `at ${applied || 'none'}, needs ${neededSchema}`;
  return { postgres: 'ok', schema };
}
