import type { EnvReader } from '@feed/platform/env';
import { authorityProblem } from './postgres/authority.js';
import type { ServiceAccess } from './postgres/service-role.js';
import { readTlsParameters } from './postgres/tls-parameters.js';

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

type Pooler = StoreConfig['database']['pooler'];

export const readPooler = (reader: EnvReader): Pooler =>
  reader.oneOf('DATABASE_POOLER', ['none', 'transaction'] as const, { default: 'none' });

/** Reads DATABASE_CA_FILE, a PEM file with the certificates of authorities. */
export const readCaFile = (reader: EnvReader): string | undefined =>
  reader.file('DATABASE_CA_FILE', { check: authorityProblem });

/**
 * Reads the URL of a database whose parameters leave no doubt about TLS.
 * @param pooler what is configured between this process and the database
 */
export function readDatabaseUrl(
  reader: EnvReader,
  name: 'DATABASE_URL' | 'MIGRATION_DATABASE_URL',
  pooler: Pooler,
): string {
  const hasAuthority = reader.optional('DATABASE_CA_FILE') !== undefined;
  const check = (url: URL): string | undefined => {
    const { tls, problem } = readTlsParameters(url);
    if (problem !== undefined) return problem;
    if (hasAuthority && tls === false)
      return 'forbids TLS, but DATABASE_CA_FILE turns it on: remove one of them';
    return poolerProblem(url, name, pooler);
  };
  return reader.url(name, { protocols: ['postgres:', 'postgresql:'], check });
}

/**
 * Reads how a migration connects. A pooler in transaction mode would lose its advisory lock, and the services need fewer
 * rights, so it has an address of its own, MIGRATION_DATABASE_URL. Without one it uses DATABASE_URL.
 * @returns `services` when the role of DATABASE_URL may be another one
 */
export function readMigrationAccess(reader: EnvReader): { url: string; services?: ServiceAccess } {
  const pooler = readPooler(reader);
  if (!reader.has('MIGRATION_DATABASE_URL')) return { url: readDatabaseUrl(reader, 'DATABASE_URL', pooler) };
  const url = readDatabaseUrl(reader, 'MIGRATION_DATABASE_URL', 'none');
  if (!reader.has('DATABASE_URL')) return { url };
  return { url, services: { url: readDatabaseUrl(reader, 'DATABASE_URL', pooler), pooler } };
}

/** Hosts add `pgbouncer=true` to the address of a pooler, for other drivers. */
function poolerProblem({ searchParams }: URL, name: string, pooler: Pooler): string | undefined {
  if (searchParams.get('pgbouncer') !== 'true') return undefined;
  if (name === 'MIGRATION_DATABASE_URL') return 'says pgbouncer=true, but has to lead past the pooler';
  return pooler === 'none' ? 'says pgbouncer=true: also set DATABASE_POOLER=transaction' : undefined;
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
