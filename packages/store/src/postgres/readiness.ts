import type { Logger } from '@feed/platform/logger';
import type { Readiness } from '@feed/platform/ops-server';
import type { Database } from './queryable.js';
import { watchServer, type Sight } from './server-watch.js';
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

type Checks = Record<'postgres' | 'settings' | 'schema', string>;

/**
 * Checks Postgres, its settings and its schema periodically, on a connection of its own: neither a full pool nor a locked
 * table makes a service unready. Redis does not count: without it a service is slower, not unready.
 */
export function createReadinessProbe({
  database,
  logger,
  draining,
  intervalMs = 2000,
}: ReadinessOptions): ReadinessProbe {
  let checks: Checks = { postgres: 'not reached yet', settings: 'unknown', schema: 'unknown' };
  let applied: string | undefined;
  const { promise: reached, resolve: reach } = withResolver();
  let everReached = false;
  let fault: string | undefined;
  const see = (sight: Sight): void => {
    applied = sight.applied;
    const seen = checksOf(sight);
    everReached ||= seen.postgres === 'ok';
    const changed = JSON.stringify(seen) !== JSON.stringify(checks) || sight.fault !== fault;
    checks = seen;
    fault = sight.fault;
    if (changed && fault === undefined) logger.info({ checks }, 'readiness');
    // What has worked before is more likely broken than configured wrongly.
    const code = everReached ? 'UNAVAILABLE' : 'CONFIGURATION';
    if (changed && fault !== undefined)
      logger.error({ code, setting: 'DATABASE_URL', reason: fault, checks }, 'Postgres cannot be reached');
    if (allOk(seen)) reach();
  };
  const watch = watchServer({ database, intervalMs, see });
  return {
    current: () => ({
      ready: !draining() && allOk(checks),
      checks: { ...checks, lifecycle: draining() ? 'draining' : 'ok' },
    }),
    get applied() {
      return applied;
    },
    reached,
    close: () => watch.close(),
  };
}

const allOk = (checks: Checks): boolean => Object.values(checks).every((check) => check === 'ok');

function withResolver(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => (resolve = settle));
  return { promise, resolve };
}

function checksOf({ postgres, settings, applied, obstacle }: Sight): Checks {
  return {
    postgres,
    settings,
    schema: applied === undefined ? (obstacle ?? 'unknown') : judgeSchema(applied),
  };
}

/**
 * A newer schema is fine: migrations only expand what the previous release uses. So is a schema in which only optional
 * migrations are missing.
 */
const judgeSchema = (applied: string): string =>
  applied >= neededSchema ? 'ok' : `at ${applied || 'none'}, needs ${neededSchema}`;
