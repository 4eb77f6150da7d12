import { sleep } from '@feed/platform/deadline';
import type { Logger } from '@feed/platform/logger';
import type { Database } from '@feed/store/postgres/queryable';
import { noticeRedisRestart } from '@feed/store/feed/epoch';
import { redisUsage } from '@feed/store/upkeep/usage';
import type { Redis } from '@feed/store/redis/redis';

export interface RedisWatchOptions {
  redis: Redis;
  database: Database;
  logger: Logger;
  /** Pause between attempts while Postgres is not available. */
  retryMs?: number;
}

/**
 * Acts on every connection to Redis: makes all timelines stale if the server was restarted, and warns when it may evict
 * the hints that wake workers.
 * @returns a function that stops it
 */
export function watchRedis({ redis, database, logger, retryMs = 2000 }: RedisWatchOptions): () => void {
  const stopped = new AbortController();
  const notice = async (): Promise<void> => {
    while (redis.ready && !stopped.signal.aborted) {
      try {
        if (await noticeRedisRestart(database, redis))
          logger.info('redis was restarted: timelines are rebuilt');
        return warnOfEviction((await redisUsage(redis)).evictionPolicy, logger);
      } catch (error) {
        logger.warn({ err: error }, 'a possible restart of redis cannot be recorded yet');
        await sleep(retryMs, stopped.signal);
      }
    }
  };
  const onReady = (): void => void notice();
  redis.client.on('ready', onReady);
  if (redis.ready) onReady();
  return () => {
    stopped.abort();
    redis.client.off('ready', onReady);
  };
}

function warnOfEviction(policy: string, logger: Logger): void {
  if (policy.startsWith('allkeys-'))
    logger.warn({ policy }, 'redis may evict wake-ups, which delays tasks: use volatile-lru or noeviction');
}
