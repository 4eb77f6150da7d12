import type { EnvReader } from '@feed/platform/env';
import { type Pooler, readCaFile, readDatabaseUrl, readPooler } from './postgres/settings.js';

/** Settings of the store, which every service reads the same way. */
export interface StoreConfig {
  readonly database: {
    url: string;
    poolMax: number;
    pooler: Pooler;
    statementTimeoutMs: number;
    acquireTimeoutMs: number;
    caFile: string | undefined;
  };
  readonly redis: { url: string; timeoutMs: number };
  readonly timelines: { size: number; ttlSeconds: number };
}

/** @param poolMax default of DATABASE_POOL_MAX */
export function readStoreConfig(reader: EnvReader, { poolMax }: { poolMax: number }): StoreConfig {
  const pooler = readPooler(reader);
  return {
    database: {
      url: readDatabaseUrl(reader, 'DATABASE_URL', pooler),
      poolMax: reader.int('DATABASE_POOL_MAX', { default: poolMax, min: 1, max: 100 }),
      pooler,
      statementTimeoutMs: reader.ms('STATEMENT_TIMEOUT_MS', { default: 5000, min: 100, max: 60_000 }),
      acquireTimeoutMs: reader.ms('DATABASE_ACQUIRE_TIMEOUT_MS', { default: 2000, min: 50, max: 30_000 }),
      caFile: readCaFile(reader),
    },
    redis: {
      url: readRedisUrl(reader),
      timeoutMs: reader.ms('REDIS_TIMEOUT_MS', { default: 150, min: 10, max: 5000 }),
    },
    timelines: {
      size: reader.int('TIMELINE_SIZE', { default: 800, min: 10, max: 5000 }),
      ttlSeconds: reader.int('TIMELINE_TTL_SECONDS', { default: 604_800, min: 60, max: 2_592_000 }),
    },
  };
}

/** Reads REDIS_URL. Its path is the number of a database, and it has no parameters. */
export function readRedisUrl(reader: EnvReader): string {
  const check = ({ hostname, pathname, search }: URL): string | undefined => {
    if (hostname === '') return 'names no host';
    if (!/^\/?\d*$/.test(pathname)) return 'has a path that is not the number of a database, such as /0';
    return search === '' ? undefined : 'has parameters, which are not supported: remove what follows the ?';
  };
  return reader.url('REDIS_URL', { protocols: ['redis:', 'rediss:'], check });
}
