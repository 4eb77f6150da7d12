import { openRedis } from '@feed/store/redis/redis';
import { silentLogger } from '@feed/testkit/silent-logger';
import { redisReady } from '@feed/testkit/redis-ready';
import { until } from '@feed/testkit/until';

export interface RedisAdmin {
  command(...words: string[]): Promise<unknown>;
  /** One line per connection, without this one. */
  clients(): Promise<string[]>;
  /** Calls by command since the last `CONFIG RESETSTAT`, without those that this helper causes. */
  calls(): Promise<Record<string, number>>;
  /** Waits until no more commands are sent. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

const own = new Set(['client|list', 'config|resetstat', 'info', 'hello', 'client|setinfo', 'client|setname']);

/** Looks at a Redis from outside. */
export async function redisAdmin(url: string): Promise<RedisAdmin> {
  const redis = openRedis({ url, timeoutMs: 5_000, clientName: 'admin', logger: silentLogger() });
  await redisReady(redis);
  const command = (...words: string[]) => redis.run((client) => client.sendCommand(words));
  const calls = async () => {
    const stats = String(await command('INFO', 'commandstats')).matchAll(/^cmdstat_(\S+):calls=(\d+)/gm);
    const entries = [...stats].map(([, name = '', count]) => [name, Number(count)] as const);
    return Object.fromEntries(entries.filter(([name]) => !own.has(name)));
  };
  return {
    ...{ command, calls },
    async clients() {
      const lines = String(await command('CLIENT', 'LIST'))
        .trim()
        .split('\n');
      return lines.filter((line) => !line.includes(' name=admin '));
    },
    async settled() {
      let seen: string | undefined;
      const unchanged = async () => {
        const before = seen;
        seen = JSON.stringify(await calls());
        return seen === before;
      };
      await until('no more commands are sent', unchanged, { pollMs: 300 });
    },
    close: () => redis.close(),
  };
}
