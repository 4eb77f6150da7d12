import { freePort } from '@feed/local-servers/free-port';
import { startRedis, type RedisServer } from '@feed/local-servers/redis';

export interface TestRedis {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Asks the server to end, and waits until it has. */
  stop(): Promise<void>;
  /** Kills the server as `kill -9` does, and waits until it has ended. */
  kill(): Promise<void>;
  /** Starts the server again on the same port, empty. */
  start(): Promise<void>;
}

export interface TestRedisOptions {
  /** Further command-line arguments of the server. */
  args?: readonly string[];
}

/** Starts a redis-server for one test file, with the limits of the small host. */
export async function testRedis({ args = [] }: TestRedisOptions = {}): Promise<TestRedis> {
  const port = await freePort();
  let server: RedisServer = await startRedis({ port, args });
  return {
    url: server.url,
    port,
    get pid() {
      return server.pid;
    },
    stop: () => server.stop(),
    kill: () => server.stop('SIGKILL'),
    start: async () => {
      server = await startRedis({ port, args });
    },
  };
}
