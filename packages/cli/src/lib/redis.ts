import { withDeadline } from '@feed/platform/deadline';
import { ConfigError } from '@feed/platform/env';
import { createLogger } from '@feed/platform/logger';
import { openRedis, type Redis } from '@feed/store/redis/redis';
import { readRedisUrl } from './connect.js';
import { reasonOf } from './failure.js';
import type { Terminal } from './terminal.js';

const connectMs = 3_000;
/** Longer than in the services: an operator prefers a slow result to an error. */
const commandMs = 5_000;

/** The logger for parts of the store; a command reports its failures itself. */
export const quiet = createLogger({ service: 'feed-command', level: 'silent', version: '0.0.0' });

/** Opens the configured Redis for `work` and closes it afterwards. @throws ConfigError when it cannot be reached */
export async function withRedis<T>(terminal: Terminal, work: (redis: Redis) => Promise<T>): Promise<T> {
  const url = readRedisUrl(terminal.env);
  const redis = openRedis({ url, timeoutMs: commandMs, clientName: 'feed-command', logger: quiet });
  try {
    await connected(redis);
    return await work(redis);
  } finally {
    await redis.close();
  }
}

/** Fails at the first error instead of reconnecting, so that the operator does not have to wait. */
async function connected(redis: Redis): Promise<void> {
  if (redis.ready) return;
  const unreachable = (cause: unknown = new Error('it does not respond')) =>
    new ConfigError([
      `REDIS_URL: ${reasonOf(cause)}: start Redis (the local system: "make up"), or correct REDIS_URL`,
    ]);
  const ready = new Promise<void>((resolve, reject) => {
    redis.client.once('ready', () => resolve());
    redis.client.once('error', (error: unknown) => reject(unreachable(error)));
  });
  await withDeadline(ready, connectMs, unreachable);
}
