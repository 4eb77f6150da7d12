import type { Redis } from '@feed/store/redis/redis';

/** Looks up a field of INFO; a field that the server does not report is empty. */
export type RedisInfo = (name: string) => string;

export async function readRedisInfo(redis: Redis): Promise<RedisInfo> {
  const text = await redis.run((client) => client.info());
  const fields = new Map(
    [...text.matchAll(/^(\w+):(.*?)\r?$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
  return (name) => fields.get(name) ?? '';
}
