import { createLogger, type Logger } from '@feed/platform/logger';
import { createMetrics, type Metrics } from '@feed/platform/metrics';
import { openDatabase } from '@feed/store/postgres/database';
import type { Database } from '@feed/store/postgres/queryable';
import { createTimelines, type Timelines } from '@feed/store/feed/timelines';
import { openRedis, type Redis } from '@feed/store/redis/redis';
import { createEnqueue, type Enqueue } from '@feed/tasks/enqueue';
import { createKueConsumer } from '@feed/tasks/kue';
import type { WakeupConsumer, WakeupProducer } from '@feed/tasks/wakeup';
import type { WorkerConfig } from '@feed/settings/worker';
import { createMailer, type Mailer } from './mail/mailer.js';
import { createInstruments, type Instruments } from './ops/instruments.js';
import { watchRedis } from './ops/redis-watch.js';

/** Everything a task may need, made once per process. A handler takes the slice of it that it uses. */
export interface WorkerContext {
  readonly config: WorkerConfig;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly instruments: Instruments;
  readonly database: Database;
  readonly redis: Redis;
  readonly timelines: Timelines;
  readonly wakeup: WakeupConsumer;
  readonly enqueue: Enqueue;
  readonly mailer: Mailer;
  /** Closes the wake-up, then Postgres, then Redis. */
  close(): Promise<void>;
}

/** `overrides` replace parts for tests; `close` closes them too. */
export function buildContext(config: WorkerConfig, overrides: Partial<WorkerContext> = {}): WorkerContext {
  const { version, revision, logLevel } = config;
  const logger = overrides.logger ?? createLogger({ service: 'worker', level: logLevel, version });
  const metrics = overrides.metrics ?? createMetrics({ service: 'worker', version, revision });
  const instruments = createInstruments(metrics);
  const base = { config, logger, instruments };
  const redis = overrides.redis ?? connectRedis(base);
  const database = overrides.database ?? connectDatabase(base);
  const stopWatching = watchRedis({ redis, database, logger });
  const wakeup = overrides.wakeup ?? connectWakeup(base);
  return {
    ...{ ...base, metrics, redis, database, wakeup },
    timelines: overrides.timelines ?? createTimelines({ redis, ...config.timelines }),
    enqueue: createEnqueue({ wakeup: nobody }),
    mailer: overrides.mailer ?? createMailer(config.mail),
    close: async () => {
      stopWatching();
      for (const part of [wakeup, database, redis]) await part.close();
    },
  };
}

/** Whatever a task enqueues is found when the task is finished: a worker then looks for more without being told. */
const nobody: WakeupProducer = { hint: async () => undefined, close: async () => undefined };

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
    onState: (connected) => instruments.redisConnected.set({}, connected ? 1 : 0),
  });
}

function connectWakeup({ config, logger }: Base): WakeupConsumer {
  return createKueConsumer({
    redisUrl: config.redis.url,
    onError: (error) => logger.warn({ err: error }, 'the task wake-up is not available'),
  });
}
