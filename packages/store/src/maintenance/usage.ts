import { statement, type Queryable } from '../database/database.js';
import type { Redis } from '../redis/redis.js';

export interface DatabaseUsage {
  bytes: number;
  /** Of all clients to this database. */
  connections: number;
}

export interface RedisUsage {
  bytes: number;
  /** Of all clients. */
  connections: number;
  commandsPerSecond: number;
  /** Such as `noeviction`; empty when the server does not tell. */
  evictionPolicy: string;
}

const usage = statement<DatabaseUsage>(
  'usage.database',
  `SELECT pg_database_size(current_database())::float8 AS bytes,
     (SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database()) AS connections`,
);

/** A look at the catalogue: cheap, but not for every scrape. */
export async function databaseUsage(q: Queryable): Promise<DatabaseUsage> {
  const [row] = await q.query(usage);
  if (!row) throw new Error('the database did not tell its size');
  return row;
}

/** One command. Rejects with UNAVAILABLE. */
export async function redisUsage(redis: Redis): Promise<RedisUsage> {
  const info = await redis.run((client) => client.info());
  const field = (name: string): string => new RegExp(`^${name}:(\\S+)`, 'm').exec(info)?.[1] ?? '';
  return {
    bytes: Number(field('used_memory')),
    connections: Number(field('connected_clients')),
    commandsPerSecond: Number(field('instantaneous_ops_per_sec')),
    evictionPolicy: field('maxmemory_policy'),
  };
}
