import { readEnv } from '@feed/platform/env';
import type { Logger } from '@feed/platform/logger';
import { readStoreConfig } from '@feed/store/config';
import type { Database } from '@feed/store/postgres/database';
import { createTimelines, type Timelines } from '@feed/store/feed/timelines';
import type { Redis } from '@feed/store/redis/redis';
import { withDatabase } from './connect.js';
import { quiet, withRedis } from './redis.js';
import type { Terminal } from './terminal.js';

export interface FeedParts {
  database: Database;
  redis: Redis;
  timelines: Timelines;
  logger: Logger;
}

/** The reference query reads everything, so it takes long for a large account. */
const statementTimeoutMs = 120_000;

/** Opens what home feeds are read from, with the same timeline settings as the services. */
export function withFeedParts<T>(
  terminal: Terminal,
  poolMax: number,
  work: (parts: FeedParts) => Promise<T>,
): Promise<T> {
  return withDatabase(terminal, { poolMax, statementTimeoutMs }, (database) =>
    withRedis(terminal, (redis) => {
      const settings = readEnv(terminal.env, (reader) => readStoreConfig(reader, { poolMax })).timelines;
      return work({ database, redis, timelines: createTimelines({ redis, ...settings }), logger: quiet });
    }),
  );
}
