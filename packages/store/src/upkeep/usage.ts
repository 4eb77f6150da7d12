import type { Queryable } from '../postgres/queryable.js';
import { readOnlyForNewSessions } from '../postgres/server-facts.js';
import { statement } from './statement.js';
import type { Redis } from '../redis/redis.js';

export interface DatabaseUsage {
  bytes: number;
  /** The connections of all clients to this database. */
  connections: number;
  /** Whether it rejects writes: because it is full, a replica, or configured so. */
  readOnly: boolean;
}

export interface RedisUsage {
  bytes: number;
  /** The connections of all clients. */
  connections: number;
  commandsPerSecond: number;
  evictionPolicy: EvictionPolicy;
}

/** The eviction policies of Redis; `other` when the server does not report one, or reports a newer one. */
export const evictionPolicies = [
  'noeviction',
  'allkeys-lru',
  'allkeys-lfu',
  'allkeys-random',
  'volatile-lru',
  'volatile-lfu',
  'volatile-random',
  'volatile-ttl',
  'other',
] as const;
export type EvictionPolicy = (typeof evictionPolicies)[number];

const usage = statement<DatabaseUsage>(
  'usage.database',
  `SELECT pg_database_size(current_database())::float8 AS bytes,
     (SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database()) AS connections,
     current_setting('transaction_read_only')::boolean AND (
       current_setting('default_transaction_read_only') = 'off' OR ${readOnlyForNewSessions}) AS "readOnly"`,
);

/** Reads the catalogue, which is cheap, but too much for every scrape. */
export async function databaseUsage(q: Queryable): Promise<DatabaseUsage> {
  const [row] = await q.query(usage);
  if (!row) throw new Error('the database did not report its size');
  return row;
}

/** Takes one command. Rejects with UNAVAILABLE. */
export async function redisUsage(redis: Redis): Promise<RedisUsage> {
  const info = await redis.run((client) => client.info());
  const field = (name: string): string => new RegExp(`^${name}:(\\S+)`, 'm').exec(info)?.[1] ?? '';
  const policy = field('maxmemory_policy');
  return {
    bytes: Number(field('used_memory')),
    connections: Number(field('connected_clients')),
    commandsPerSecond: Number(field('instantaneous_ops_per_sec')),
    evictionPolicy: evictionPolicies.find((known) => known === policy) ?? 'other',
  };
}
