import type { Redis } from '@feed/store/redis/redis';

/** Part of its memory limit that Redis uses; 0 when it has no limit. */
export async function memoryShare(redis: Redis): Promise<number> {
  const info = await redis.run((client) => client.info('memory'));
  const bytes = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0);
  const limit = bytes('maxmemory');
  return limit === 0 ? 0 : bytes('used_memory') / limit;
}
