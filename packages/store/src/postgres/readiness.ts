import type { Logger } from '@feed/platform/logger';
import type { Readiness } from '@feed/platform/ops-server';
import { currentSchema } from './current-schema.js';
import type { Database } from './queryable.js';
import { neededSchema } from './migrations/all.js';

export interface ReadinessProbe {
  /** The result of the last check; does not wait for the next. */
  current(): Readiness;
  /** The newest applied migration at the last check; undefined when Postgres did not respond. */
  readonly applied: string | undefined;
  /** Resolves after the first check that found the schema that this release needs. */
  readonly reached: Promise<void>;
  close(): void;
}

export interface ReadinessOptions {
  database: Database;
  logger: Logger;
  draining(): boolean;
  /** The time between two checks. Default: 2000. */
  intervalMs?: number;
}

/** Checks Postgres and its schema periodically. Redis does not count: without it a service is slower, not unready. */
export function createReadinessProbe({
  database,
  logger,
  draining,
  intervalMs = 2000,
}: ReadinessOptions): ReadinessProbe {
  let checks: Readiness['checks'] = { postgres: 'not reached yet', schema: 'unknown' };
  let applied: string | undefined;
  let checking = false;
  const { promise: reached, resolve: reach } = withResolver();
  const check = async (): Promise<void> => {
    // A check of a database that hangs takes longer than the interval.
    if (checking) return;
    checking = true;
    applied = await currentSchema(database).catch(() => undefined);
    const seen = checksOf(applied);
    if (seen.postgres !== checks['postgres'] || seen.schema !== checks['schema'])
      logger.info({ checks: seen }, 'readiness');
    checks = seen;
    if (seen.schema === 'ok') reach();
    checking = false;
  };
  void check();
  const timer = setInterval(() => void check(), intervalMs);
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
 * A newer schema is fine: migrations only expand what the previous release uses. So is a schema in which only optional
 * migrations are missing.
 */
function checksOf(applied: string | undefined): { postgres: string; schema: string } {
  if (applied === undefined) return { postgres: 'unreachable', schema: 'unknown' };
  const schema = applied >= neededSchema ? 'ok' : `at ${applied || 'none'}, needs ${neededSchema}`;
  return { postgres: 'ok', schema };
}
