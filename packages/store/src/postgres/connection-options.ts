import { readFileSync } from 'node:fs';
import pg from 'pg';
import type { Options } from 'sequelize';

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
 * Prepared statements are planned once per connection. By default Postgres would plan the page of a feed for each reader,
 * which takes several times as long as running it, and would compile a plan whose cost it overestimates.
 */
const planOnce = '-c plan_cache_mode=force_generic_plan -c jit=off';

/** TLS for the driver: verified against `caFile`, or against the system's authorities when the URL asks for TLS. */
export function tlsOptions(url: string, caFile: string | undefined): { ssl?: object } {
  if (caFile !== undefined) return { ssl: { ca: readFileSync(caFile, 'utf8'), rejectUnauthorized: true } };
  const mode = new URL(url).searchParams.get('sslmode');
  return mode === null || mode === 'disable' ? {} : { ssl: { rejectUnauthorized: true } };
}

/** The URL without `sslmode`: the driver would read "require" as "do not verify". */
export function withoutSslMode(url: string): string {
  const parsed = new URL(url);
  parsed.searchParams.delete('sslmode');
  return parsed.toString();
}

/** How long the driver waits for the response to a statement, in milliseconds. */
export const responseTimeoutMs = ({ statementTimeoutMs }: DatabaseOptions): number =>
  statementTimeoutMs + graceMs;

export function sequelizeOptions(options: DatabaseOptions): Options {
  // A pooler in transaction mode rejects startup parameters that it does not know; there the role's settings apply.
  const session =
    options.pooler === 'none' ? { statement_timeout: options.statementTimeoutMs, options: planOnce } : {};
  // Two of these are missing from Sequelize's types.
  const known: Options & { databaseVersion: string; keepDefaultTimezone: boolean } = {
    dialect: 'postgres',
    dialectModule: pg,
    logging: false,
    // The oldest supported version. Without it Sequelize would open a connection to ask.
    databaseVersion: '15.0.0',
    keepDefaultTimezone: true,
    standardConformingStrings: false,
    dialectOptions: {
      application_name: options.applicationName,
      clientMinMessages: 'ignore',
      connectionTimeoutMillis: connectTimeoutMs,
      query_timeout: responseTimeoutMs(options),
      keepAlive: true,
      ...session,
      ...tlsOptions(options.url, options.caFile),
    },
    pool: { max: options.poolMax, min: 0, acquire: options.acquireTimeoutMs, idle: idleMs, evict: idleMs },
  };
  return known;
}
