import { createLogger, type Logger } from '@feed/platform/logger';
import { createMetrics, type Metrics } from '@feed/platform/metrics';
import { openDatabase } from '@feed/store/postgres/database';
import type { Database } from '@feed/store/postgres/queryable';
import { createSharedReads, type SharedReads } from '@feed/store/postgres/shared-reads';
import { createSharedWrites, type SharedWrites } from '@feed/store/postgres/shared-writes';
import type { HomeFeed } from '@feed/store/feed/home-feed';
import type { Timelines } from '@feed/store/feed/timelines';
import { createProcessReporter, type ProcessReporter } from '@feed/store/operators/processes/reporter';
import { openRedis, type Redis } from '@feed/store/redis/redis';
import { createKueProducer } from '@feed/tasks/kue';
import type { WakeupProducer } from '@feed/tasks/wakeup';
import { createPasswords, type Passwords } from '@feed/credentials/passwords';
import { createForeignHashes, type ForeignHashes } from './auth/foreign-hashes.js';
import { createRevokedSessions, type RevokedSessions } from './auth/revoked-sessions.js';
import { createTokens, type Tokens } from '@feed/credentials/tokens';
import type { ApiConfig } from '@feed/settings/api';
import { connectFeeds } from './feeds.js';
import { fairDatabase } from './limits/fair-database.js';
import { maxStatementBytes } from './limits/response-limit.js';
import { createTrending, type Trending } from '@feed/store/discovery/trending';
import { createLimiter, type Limiter } from './limits/limiter.js';
import { passwordQueueFull } from './limits/rejection.js';
import { createShares, type Shares } from './limits/shares.js';
import { createInstruments, type Instruments } from './ops/instruments.js';
import { registerShareGauge } from './ops/share-gauge.js';
import { connectSubscribers, type Subscribers } from './subscribers.js';

/** Everything that requests may need, made once per process. */
export interface AppContext extends Subscribers {
  readonly config: ApiConfig;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly instruments: Instruments;
  readonly database: Database;
  /** Reads in statements that callers share. */
  readonly sharedReads: SharedReads;
  /** Writes in statements that callers share. */
  readonly sharedWrites: SharedWrites;
  readonly redis: Redis;
  readonly feed: HomeFeed;
  readonly trending: Trending;
  /** Reads the feeds of the latest viewers into memory. It never rejects. */
  warmFeeds(): Promise<void>;
  readonly tokens: Tokens;
  readonly passwords: Passwords;
  readonly foreignHashes: ForeignHashes;
  readonly revokedSessions: RevokedSessions;
  readonly limiter: Limiter;
  readonly shares: Shares;
  /** Tells operators that this process runs. */
  readonly reporter: ProcessReporter;
  /** The cached timelines of home feeds. */
  readonly timelines: Timelines;
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
  const shares = overrides.shares ?? connectShares(config, metrics);
  const own = overrides.database ?? connectDatabase(base);
  const database = fairDatabase(own, shares);
  const redis = overrides.redis ?? connectRedis(base);
  const feeds = connectFeeds(base, { own, database, redis, metrics });
  const revokedSessions = overrides.revokedSessions ?? connectRevokedSessions(base, database);
  await revokedSessions.refresh().catch(() => undefined);
  return {
    ...{ config, logger, instruments, metrics },
    database,
    ...sharedStatements(own, overrides),
    redis,
    revokedSessions,
    feed: overrides.feed ?? feeds.feed,
    warmFeeds: feeds.warm,
    trending: overrides.trending ?? createTrending({ database: own }),
    ...connectSubscribers(base, { own, redis, metrics, feeds }, overrides),
    tokens: overrides.tokens ?? createTokens(config.auth, countLookups(instruments)),
    passwords: overrides.passwords ?? createPasswords({ ...config.passwords, queueFull: passwordQueueFull }),
    foreignHashes: overrides.foreignHashes ?? createForeignHashes(own),
    shares,
    reporter: createReporter(base, own),
    timelines: feeds.timelines,
    limiter: overrides.limiter ?? connectLimiter(base, redis),
    close: () => closeAll(closers),
  };
}

function sharedStatements(
  database: Database,
  { sharedReads, sharedWrites }: Partial<AppContext>,
): Pick<AppContext, 'sharedReads' | 'sharedWrites'> {
  return {
    sharedReads: sharedReads ?? createSharedReads(database, maxStatementBytes),
    sharedWrites: sharedWrites ?? createSharedWrites(database),
  };
}

function connectShares({ shares: limits, database }: ApiConfig, metrics: Metrics): Shares {
  const shares = createShares({
    ...limits,
    connections: database.poolMax,
    waitMs: database.acquireTimeoutMs,
  });
  registerShareGauge(metrics, shares);
  return shares;
}

interface Base {
  config: ApiConfig;
  logger: Logger;
  instruments: Instruments;
  closers: Closer[];
}

/** Statements that callers share use the database itself, because none of them may count as the statement of one caller. */
function connectDatabase(base: Base): Database {
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

function createReporter({ config, logger, instruments }: Base, database: Database): ProcessReporter {
  const { version, revision } = config;
  const measure = () => instruments.budgets.readings();
  return createProcessReporter({ kind: 'api', version, revision, database, logger, measure });
}

function connectRevokedSessions({ config, logger, closers }: Base, database: Database): RevokedSessions {
  const keepSeconds = config.auth.accessTokenSeconds;
  const revokedSessions = createRevokedSessions({ database, logger, keepSeconds });
  closers.push(() => revokedSessions.close());
  return revokedSessions;
}

function connectLimiter({ config, instruments, closers }: Base, redis: Redis): Limiter {
  const onStored = (bytes: number): void => instruments.storedBytes.inc({}, bytes);
  const limiter = createLimiter({ limits: config.limits, redis, onStored });
  closers.push(() => limiter.close());
  return limiter;
}

function countLookups({ cache }: Instruments): (result: 'hit' | 'miss') => void {
  const series = {
    hit: cache.series({ cache: 'token', result: 'hit' }),
    miss: cache.series({ cache: 'token', result: 'miss' }),
  };
  return (result) => series[result].inc();
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
