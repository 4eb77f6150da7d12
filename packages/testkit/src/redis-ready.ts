import { until } from './until.js';

/** Resolves once commands can be sent, even if earlier attempts to connect failed. */
export async function redisReady(redis: { readonly ready: boolean }): Promise<void> {
  await until('Redis is connected', () => redis.ready, { pollMs: 10 });
}
