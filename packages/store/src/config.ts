import type { EnvReader } from '@feed/platform/env';

/** Settings of the store, which every service reads the same way. */
export interface StoreConfig {
  readonly database: {
    url: string;
    poolMax: number;
    pooler: 'none' | 'transaction';
    statementTimeoutMs: number;
    acquireTimeoutMs: number;
    caFile: string | undefined;
  };
  readonly redis: { url: string; timeoutMs: number };
  readonly timelines: { size: number; ttlSeconds: number };
}

/** @param poolMax default of DATABASE_POOL_MAX */
export function readStoreConfig(reader: EnvReader, { poolMax }: { poolMax: number }): StoreConfig {
  return {
    database: {
      url: reader.url('DATABASE_URL', { protocols: ['postgres:', 'postgresql:'] }),
      poolMax: reader.int('DATABASE_POOL_MAX', { default: poolMax, min: 1, max: 100 }),
      pooler: reader.oneOf('DATABASE_POOLER', ['none', 'transaction'] as const, { default: 'none' }),
      statementTimeoutMs: reader.ms('STATEMENT_TIMEOUT_MS', { default: 5000, min: 100, max: 60_000 }),
      acquireTimeoutMs: reader.ms('DATABASE_ACQUIRE_TIMEOUT_MS', { default: 2000, min: 50, max: 30_000 }),
      caFile: reader.optional('DATABASE_CA_FILE'),
    },
    redis: {
      url: reader.url('REDIS_URL', { protocols: ['redis:', 'rediss:'] }),
      timeoutMs: reader.ms('REDIS_TIMEOUT_MS', { default: 150, min: 10, max: 5000 }),
    },
    timelines: {
      size: reader.int('TIMELINE_SIZE', { default: 800, min: 10, max: 5000 }),
      ttlSeconds: reader.int('TIMELINE_TTL_SECONDS', { default: 604_800, min: 60, max: 2_592_000 }),
    },
  };
}
