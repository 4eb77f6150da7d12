import type { EnvReader } from '@feed/platform/env';
import { authorityProblem } from './authority.js';
import type { ServiceAccess } from './service-role.js';
import { readTlsParameters } from './tls-parameters.js';

/** The kind of pooler in front of the database. */
export type Pooler = 'none' | 'transaction';

export const readPooler = (reader: EnvReader): Pooler =>
  reader.oneOf('DATABASE_POOLER', ['none', 'transaction'] as const, { default: 'none' });

const protocols = ['postgres:', 'postgresql:'];

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
  const tlsProblem = tlsProblems(reader, 'DATABASE_CA_FILE');
  const check = (url: URL): string | undefined => tlsProblem(url) ?? poolerProblem(url, name, pooler);
  return reader.url(name, { protocols, check });
}

/** Reads DJANGO_DATABASE_URL and DJANGO_DATABASE_CA_FILE, which lead to the database that an import reads. */
export function readDjangoAccess(reader: EnvReader): { url: string; caFile?: string } {
  const caFile = reader.file('DJANGO_DATABASE_CA_FILE', { check: authorityProblem });
  const check = tlsProblems(reader, 'DJANGO_DATABASE_CA_FILE');
  const url = reader.url('DJANGO_DATABASE_URL', { protocols, check });
  return { url, ...(caFile === undefined ? {} : { caFile }) };
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

/** Returns a check of the TLS parameters of a URL whose authority, if there is one, is in the file of this variable. */
function tlsProblems(reader: EnvReader, caFile: string): (url: URL) => string | undefined {
  const hasAuthority = reader.optional(caFile) !== undefined;
  return (url) => {
    const { tls, problem } = readTlsParameters(url);
    if (problem !== undefined) return problem.replaceAll('DATABASE_CA_FILE', caFile);
    if (hasAuthority && tls === false) return `forbids TLS, but ${caFile} turns it on: remove one of them`;
    return undefined;
  };
}

/** Hosts add `pgbouncer=true` to the address of a pooler, for other drivers. */
function poolerProblem({ searchParams }: URL, name: string, pooler: Pooler): string | undefined {
  if (searchParams.get('pgbouncer') !== 'true') return undefined;
  if (name === 'MIGRATION_DATABASE_URL') return 'says pgbouncer=true, but has to lead past the pooler';
  return pooler === 'none' ? 'says pgbouncer=true: also set DATABASE_POOLER=transaction' : undefined;
}
