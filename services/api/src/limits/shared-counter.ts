import type { Redis } from '@feed/store/redis/redis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

/** A rate that all replicas count together in Redis; while Redis is unavailable, each process counts on its own. */
export interface SharedCounter {
  /** @returns seconds to wait, or 0 when the use is allowed */
  spend(key: string): Promise<number>;
  forget(key: string): Promise<void>;
  /** Takes one use back. */
  giveBack(key: string): Promise<void>;
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
  const local = new RateLimiterMemory(options);
  return {
    async spend(key) {
      const state = await redis.run(() => consume(shared, key)).catch(() => consume(local, key));
      return state.consumedPoints > points ? Math.max(1, Math.ceil(state.msBeforeNext / 1000)) : 0;
    },
    async forget(key) {
      await local.delete(key);
      await redis.run(() => shared.delete(key)).catch(() => false);
    },
    async giveBack(key) {
      await redis.run(() => shared.reward(key)).catch(() => local.reward(key));
    },
  };
}

/** The library rejects with the state, instead of returning it, when the points are used up. */
async function consume(limiter: RateLimiterMemory | RateLimiterRedis, key: string): Promise<RateLimiterRes> {
  try {
    return await limiter.consume(key);
  } catch (rejection) {
    if (rejection instanceof RateLimiterRes) return rejection;
    throw rejection;
  }
}
