import type { EnvReader } from '@feed/platform/env';
import { authorityProblem } from './authority.js';
import type { ServiceAccess } from './service-role.js';
import { readTlsParameters } from './tls-parameters.js';

/** The kind of pooler in front of the database. */
export type Pooler = 'none' | 'transaction';

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
