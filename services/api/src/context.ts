import { createLogger, type Logger } from '@feed/platform/logger';
import { createMetrics, type Metrics } from '@feed/platform/metrics';
import { openDatabase } from '@feed/store/postgres/database';
import type { Database } from '@feed/store/postgres/queryable';
import { createSharedWrites, type SharedWrites } from '@feed/store/postgres/shared-writes';
import { createHomeFeed, type HomeFeed } from '@feed/store/feed/home-feed';
import { createTimelines } from '@feed/store/feed/timelines';
import { openRedis, type Redis } from '@feed/store/redis/redis';
import { createKueProducer } from '@feed/tasks/kue';
import type { WakeupProducer } from '@feed/tasks/wakeup';
import { createPasswords, type Passwords } from '@feed/credentials/passwords';
import { createRevokedSessions, type RevokedSessions } from './auth/revoked-sessions.js';
import { createTokens, type Tokens } from '@feed/credentials/tokens';
import type { ApiConfig } from '@feed/settings/api';
import { fairDatabase } from './limits/fair-database.js';
import { createLimiter, type Limiter } from './limits/limiter.js';
import { passwordQueueFull } from './limits/rejection.js';
import { createShares, type Shares, type SharesOptions } from './limits/shares.js';
import { createInstruments, type Instruments } from './ops/instruments.js';
import { registerShareGauge } from './ops/share-gauge.js';

/** Everything that requests may need, made once per process. */
export interface AppContext {
  readonly config: ApiConfig;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly instruments: Instruments;
  readonly database: Database;
  /** Writes in statements that callers share. */
  readonly sharedWrites: SharedWrites;
  readonly redis: Redis;
  readonly feed: HomeFeed;
  readonly tokens: Tokens;
  readonly passwords: Passwords;
  readonly revokedSessions: RevokedSessions;
  readonly limiter: Limiter;
  readonly shares: Shares;
  /** Closes what `buildContext` opened, in reverse order. */
  close(): Promise<void>;
}

type Closer = () => Promise<void> | void;

/** @param overrides parts that tests bring: they are used instead of those made here, and not closed by `close` */
export async function buildContext(
  config: ApiConfig,
  overrides: Partial<AppContext> = {},
): Promise<AppContext> {
  const closers: Closer[] = [];
  const logger =
    overrides.logger ?? createLogger({ service: 'api', level: config.logLevel, version: config.version });
  const metrics =
    overrides.metrics ??
    createMetrics({ service: 'api', version: config.version, revision: config.revision });
  const instruments = overrides.instruments ?? createInstruments(metrics);
  const base = { config, logger, instruments, closers };
  const shares = overrides.shares ?? createShares(shareOptions(config));
  registerShareGauge(metrics, shares);
  const { database, sharedWrites } = connectDatabase(base, overrides, shares);
  const redis = overrides.redis ?? connectRedis(base);
  const revokedSessions =
    overrides.revokedSessions ??
    createRevokedSessions({ database, logger, keepSeconds: config.auth.accessTokenSeconds });
  closers.push(() => revokedSessions.close());
  await revokedSessions.refresh().catch(() => undefined);
  return {
    config,
    logger,
    instruments,
    metrics,
    database,
    sharedWrites,
    redis,
    revokedSessions,
    feed: overrides.feed ?? connectFeed(base, database, redis),
    tokens:
      overrides.tokens ??
      createTokens(config.auth, (result) => instruments.cache.inc({ cache: 'token', result })),
    passwords: overrides.passwords ?? createPasswords({ ...config.passwords, queueFull: passwordQueueFull }),
    shares,
    limiter: overrides.limiter ?? connectLimiter(base, redis),
    close: () => closeAll(closers),
  };
}

function shareOptions({ shares, database }: ApiConfig): SharesOptions {
  return { ...shares, connections: database.poolMax, waitMs: database.acquireTimeoutMs };
}

interface Base {
  config: ApiConfig;
  logger: Logger;
  instruments: Instruments;
  closers: Closer[];
}

/** Writes that callers share use the database itself, because none of them may count as the statement of one caller. */
function connectDatabase(
  base: Base,
  overrides: Partial<AppContext>,
  shares: Shares,
): Pick<AppContext, 'database' | 'sharedWrites'> {
  const database = overrides.database ?? openOwnDatabase(base);
  return {
    database: fairDatabase(database, shares),
    sharedWrites: overrides.sharedWrites ?? createSharedWrites(database),
  };
}

function openOwnDatabase(base: Base): Database {
  const { config, logger, instruments, closers } = base;
  const { caFile, ...options } = config.database;
  const wakeup = connectWakeup(base);
  const database = openDatabase({
    ...options,
    ...(caFile === undefined ? {} : { caFile }),
    applicationName: 'feed-api',
    logger,
    events: instruments.database,
    onEvents: () => wakeup.hint({ kind: 'events' }),
  });
  closers.push(() => database.close());
  return database;
}

function connectRedis({ config, logger, instruments, closers }: Base): Redis {
  const redis = openRedis({
    ...config.redis,
    clientName: 'feed-api',
    logger,
    events: instruments.redis,
  });
  closers.push(() => redis.close());
  return redis;
}

function connectLimiter({ config, instruments }: Base, redis: Redis): Limiter {
  const onStored = (bytes: number): void => instruments.storedBytes.inc({}, bytes);
  return createLimiter({ limits: config.limits, redis, onStored });
}

function connectFeed({ config, logger, instruments }: Base, database: Database, redis: Redis): HomeFeed {
  return createHomeFeed({
    database,
    timelines: createTimelines({ redis, ...config.timelines }),
    logger,
    onCache: (result) => instruments.cache.inc({ cache: 'timeline', result }),
  });
}

/** Sends the workers a hint that there are new events. */
function connectWakeup({ config, logger, instruments, closers }: Base): WakeupProducer {
  const wakeup = createKueProducer({
    redisUrl: config.redis.url,
    clientName: 'feed-api-hints',
    hintIntervalMs: config.taskHintIntervalMs,
    onError: (error) => {
      instruments.wakeupFailures.inc({});
      logger.warn({ err: error }, 'the task wake-up is not available');
    },
  });
  closers.push(() => wakeup.close());
  return wakeup;
}

async function closeAll(closers: Closer[]): Promise<void> {
  for (let close = closers.pop(); close; close = closers.pop()) await close();
}
