import { openRedis } from '@feed/store/redis/redis';
import { silentLogger } from '@feed/testkit/silent-logger';
import { redisReady } from '@feed/testkit/redis-ready';

export interface RedisAdmin {
  command(...words: string[]): Promise<unknown>;
  /** One line per connection, without this one. */
  clients(): Promise<string[]>;
  /** Calls by command since the last `CONFIG RESETSTAT`, without those that this helper causes. */
  calls(): Promise<Record<string, number>>;
  close(): Promise<void>;
}

const own = new Set(['client|list', 'config|resetstat', 'info', 'hello', 'client|setinfo', 'client|setname']);

/** Looks at a Redis from outside. */
export async function redisAdmin(url: string): Promise<RedisAdmin> {
  const redis = openRedis({ url, timeoutMs: 5_000, clientName: 'admin', logger: silentLogger() });
  await redisReady(redis);
  const command = (...words: string[]) => redis.run((client) => client.sendCommand(words));
  return {
    command,
    async clients() {
      const lines = String(await command('CLIENT', 'LIST'))
        .trim()
        .split('\n');
      return lines.filter((line) => !line.includes(' name=admin '));
    },
    async calls() {
      const stats = String(await command('INFO', 'commandstats')).matchAll(/^cmdstat_(\S+):calls=(\d+)/gm);
      const entries = [...stats].map(([, name = '', calls]) => [name, Number(calls)] as const);
      return Object.fromEntries(entries.filter(([name]) => !own.has(name)));
    },
    close: () => redis.close(),
  };
}
