import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@feed/local-servers/embedded-postgres';
import { freePort } from '@feed/local-servers/free-port';
import { startRedis } from '@feed/local-servers/redis';
import { ensureRedisServer } from '@feed/local-servers/setup/redis-server';
import pg from 'pg';

/** A Postgres and a Redis for one run, and a folder for its files. Postgres keeps its defaults for durability. */
export interface Stores {
  readonly folder: string;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly redisPid: number;
  /** The processes of both servers, whose processor time includes that of the processes that they start. */
  readonly pids: readonly number[];
  readonly sql: pg.Pool;
  stop(): Promise<void>;
}

/** The many timelines of the fan-out, and the lists beside them, do not fit the limit of the smallest host. */
const redisSettings = { maxmemory: '1gb' };
const postgresSettings = ['shared_buffers=256MB', 'max_wal_size=1GB'];

export async function startStores(): Promise<Stores> {
  ensureRedisServer();
  const folder = mkdtempSync(join(tmpdir(), 'feed-bench-'));
  // Started by root, Postgres runs as another user, who has to get through here.
  chmodSync(folder, 0o755);
  const postgres = await startEmbeddedPostgres({
    ...{ directory: join(folder, 'postgres'), port: await freePort(), password: 'bench' },
    settings: postgresSettings,
  });
  const redis = await startRedis({ port: await freePort(), settings: redisSettings });
  const sql = new pg.Pool({ connectionString: postgres.url, max: 2 });
  // A connection that ends while it is idle matters to the next query only; the last ones end with the server.
  sql.on('error', () => undefined);
  return {
    ...{ folder, databaseUrl: postgres.url, redisUrl: redis.url, redisPid: redis.pid },
    ...{ pids: [postgres.pid, redis.pid], sql },
    stop: async () => {
      await sql.end();
      await Promise.all([postgres.stop(), redis.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
