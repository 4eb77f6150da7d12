import { readFileSync } from 'node:fs';
import type { ClientConfig } from 'pg';
import type { Options } from 'sequelize';
import { driver, sessionOptions } from './session.js';
import { isTlsParameter, readTlsParameters } from './tls-parameters.js';

export interface DatabaseOptions {
  url: string;
  /** The maximum number of connections. */
  poolMax: number;
  /** `transaction`: a pooler such as PgBouncer shares server connections, so no session state is used. */
  pooler: 'none' | 'transaction';
  statementTimeoutMs: number;
  /** How long to wait for a free connection before OVERLOADED. */
  acquireTimeoutMs: number;
  /** Shown in `pg_stat_activity`. */
  applicationName: string;
  /** PEM file of the authority that signed the server's certificate; turns TLS with verification on. */
  caFile?: string;
}

const connectTimeoutMs = 2_000;
/** The driver gives up this much later than the server should have, in case the server does not respond at all. */
const graceMs = 500;
const idleMs = 30_000;

/**
 * TLS for the driver: verified against `caFile`, or against the system's authorities when the URL asks for TLS.
 * @throws Error when the URL asks for a connection that is not verified
 */
export function tlsOptions(url: string, caFile: string | undefined): { ssl?: object } {
  const { tls, problem } = readTlsParameters(new URL(url));
  if (problem !== undefined) throw new Error(`The database URL ${problem}`);
  if (caFile !== undefined) return { ssl: { ca: readFileSync(caFile, 'utf8'), rejectUnauthorized: true } };
  return tls === true ? { ssl: { rejectUnauthorized: true } } : {};
}

/** The URL without `sslmode` and its kin: the driver would read "require" as "do not verify", and "ssl=false" as TLS. */
export function withoutSslMode(url: string): string {
  const parsed = new URL(url);
  for (const name of [...parsed.searchParams.keys()])
    if (isTlsParameter(name)) parsed.searchParams.delete(name);
  return parsed.toString();
}

/** How long the driver waits for the response to a statement, in milliseconds. */
export const responseTimeoutMs = ({ statementTimeoutMs }: DatabaseOptions): number =>
  statementTimeoutMs + graceMs;

/** The driver's options for a connection, except its address. */
function driverOptions(options: DatabaseOptions) {
  // A pooler in transaction mode rejects startup parameters that it does not know; there the role's settings apply.
  const session =
    options.pooler === 'none'
      ? { statement_timeout: options.statementTimeoutMs, options: sessionOptions }
      : {};
  return {
    application_name: options.applicationName,
    connectionTimeoutMillis: connectTimeoutMs,
    query_timeout: responseTimeoutMs(options),
    keepAlive: true,
    ...session,
    ...tlsOptions(options.url, options.caFile),
  };
}

/** For a connection outside of the pool. */
export const clientConfig = (options: DatabaseOptions): ClientConfig => ({
  connectionString: withoutSslMode(options.url),
  ...driverOptions(options),
});

export function sequelizeOptions(options: DatabaseOptions): Options {
  // Two of these are missing from Sequelize's types.
  const known: Options & { databaseVersion: string; keepDefaultTimezone: boolean } = {
    dialect: 'postgres',
    dialectModule: driver,
    logging: false,
    // The oldest supported version. Without it Sequelize would open a connection to ask.
    databaseVersion: '15.0.0',
    keepDefaultTimezone: true,
    standardConformingStrings: false,
    dialectOptions: { clientMinMessages: 'ignore', ...driverOptions(options) },
    pool: { max: options.poolMax, min: 0, acquire: options.acquireTimeoutMs, idle: idleMs, evict: idleMs },
  };
  return known;
}
