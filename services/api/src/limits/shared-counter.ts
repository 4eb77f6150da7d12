import type { Redis } from '@feed/store/redis/redis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

/** A rate that all replicas count together in Redis; while Redis is away each process counts alone. */
export interface SharedCounter {
  /** Seconds to wait, or 0 when the use is allowed. */
  spend(key: string): Promise<number>;
  forget(key: string): Promise<void>;
}

export interface SharedCounterOptions {
  redis: Redis;
  name: string;
  points: number;
  seconds: number;
}

export function createSharedCounter({ redis, name, points, seconds }: SharedCounterOptions): SharedCounter {
  const options = { keyPrefix: `rl:${name}`, points, duration: seconds };
  const shared = new RateLimiterRedis({ ...options, storeClient: redis.client, useRedisPackage: true });
  const alone = new RateLimiterMemory(options);
  return {
    async spend(key) {
      const state = await redis.run(() => consume(shared, key)).catch(() => consume(alone, key));
      return state.consumedPoints > points ? Math.max(1, Math.ceil(state.msBeforeNext / 1000)) : 0;
    },
    async forget(key) {
      await alone.delete(key);
      await redis.run(() => shared.delete(key)).catch(() => false);
    },
  };
}

/** The library rejects with the same object when the points are used up. */
async function consume(limiter: RateLimiterMemory | RateLimiterRedis, key: string): Promise<RateLimiterRes> {
  try {
    return await limiter.consume(key);
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return refused;
    throw refused;
  }
}
