import { createLogger } from '@feed/platform/logger';
import { createMetrics } from '@feed/platform/metrics';
import { openDatabase } from '@feed/store/postgres/database';
import type { Database } from '@feed/store/postgres/queryable';
import { createTimelines } from '@feed/store/feed/timelines';
import { openRedis, type Redis } from '@feed/store/redis/redis';
import { createKueConsumer } from '@feed/tasks/kue';
import type { WakeupConsumer } from '@feed/tasks/wakeup';
import type { WorkerConfig } from '@feed/settings/worker';
import { createMailer } from './mail/mailer.js';
import { createInstruments } from './ops/instruments.js';
import { watchRedis } from './ops/redis-watch.js';
import { registry } from './registry.js';
import type { WorkerContext } from './worker-context.js';

/** `overrides` replace parts for tests; `close` closes them as well. */
export function buildContext(config: WorkerConfig, overrides: Partial<WorkerContext> = {}): WorkerContext {
  const { version, revision, logLevel } = config;
  const logger = overrides.logger ?? createLogger({ service: 'worker', level: logLevel, version });
  const metrics = overrides.metrics ?? createMetrics({ service: 'worker', version, revision });
  const instruments = createInstruments(metrics, registry.names);
  const base = { config, logger, instruments };
  const redis = overrides.redis ?? connectRedis(base);
  const database = overrides.database ?? connectDatabase(base);
  const stopWatching = watchRedis({ redis, database, logger });
  const wakeup = overrides.wakeup ?? connectWakeup(base);
  return {
    ...{ ...base, metrics, redis, database, wakeup },
    timelines: overrides.timelines ?? createTimelines({ redis, ...config.timelines }),
    mailer: overrides.mailer ?? createMailer(config.mail),
    close: async () => {
      stopWatching();
      for (const part of [wakeup, database, redis]) await part.close();
    },
  };
}

type Base = Pick<WorkerContext, 'config' | 'logger' | 'instruments'>;

function connectDatabase({ config, logger, instruments }: Base): Database {
  const { caFile, ...options } = config.database;
  return openDatabase({
    ...options,
    ...(caFile === undefined ? {} : { caFile }),
    applicationName: 'feed-worker',
    logger,
    events: instruments.database,
  });
}

function connectRedis({ config, logger, instruments }: Base): Redis {
  return openRedis({
    ...config.redis,
    clientName: 'feed-worker',
    logger,
    events: instruments.redis,
  });
}

function connectWakeup({ config, logger }: Base): WakeupConsumer {
  return createKueConsumer({
    redisUrl: config.redis.url,
    clientName: 'feed-worker-hints',
    onError: (error) => logger.warn({ err: error }, 'the task wake-up is not available'),
  });
}
