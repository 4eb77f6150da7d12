import { sleep } from '@feed/platform/deadline';

/** Resolves once commands can be sent; attempts to connect that fail meanwhile are no failure. */
export async function redisReady(redis: { readonly ready: boolean }): Promise<void> {
  while (!redis.ready) await sleep(10);
}
