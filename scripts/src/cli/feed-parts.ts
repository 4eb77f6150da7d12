import { readEnv } from '@feed/platform/env';
import type { Logger } from '@feed/platform/logger';
import type { Database } from '@feed/store/database/database';
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

/** Long enough for the reference of a large account, which reads everything. */
const statementTimeoutMs = 120_000;

/** Opens what home feeds are read from, with the timelines as the services keep them. */
export function withFeedParts<T>(
  terminal: Terminal,
  poolMax: number,
  work: (parts: FeedParts) => Promise<T>,
): Promise<T> {
  const settings = readTimelines(terminal.env);
  return withDatabase(terminal, { poolMax, statementTimeoutMs }, (database) =>
    withRedis(terminal, (redis) =>
      work({ database, redis, timelines: createTimelines({ redis, ...settings }), logger: quiet }),
    ),
  );
}

/** TIMELINE_SIZE and TIMELINE_TTL_SECONDS, as the api reads them. */
function readTimelines(env: NodeJS.ProcessEnv): { size: number; ttlSeconds: number } {
  return readEnv(env, (reader) => ({
    size: reader.int('TIMELINE_SIZE', { default: 800, min: 10, max: 5000 }),
    ttlSeconds: reader.int('TIMELINE_TTL_SECONDS', { default: 604_800, min: 60, max: 2_592_000 }),
  }));
}
