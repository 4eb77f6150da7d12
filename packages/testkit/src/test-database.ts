import { randomBytes } from 'node:crypto';
import { openDatabase, statement, type Database, type DatabaseOptions } from '@feed/store/postgres/database';
import { createMigrator } from '@feed/store/postgres/migrate';
import { patience } from './patience.js';

const template = 'feed_test_template';
const adminVariable = 'TEST_DATABASE_ADMIN_URL';
const poolerVariable = 'TEST_DATABASE_POOLER_URL';

/** The role that tests connect as, which reads and writes rows only, like that of the services. */
export const serviceRole = 'feed_service';
const servicePassword = 'test';

const defaults = {
  poolMax: 5,
  pooler: 'none',
  statementTimeoutMs: patience(10_000),
  acquireTimeoutMs: patience(5_000),
  applicationName: 'feed-test',
} as const;

export interface TestDatabase {
  /** The address of the server itself with the role that owns the tables, for migrations and imports. */
  url: string;
  /** The address of the server itself with the services' role, for what needs a session. */
  serviceUrl: string;
  /** How services reach it: through PgBouncer in the pooled part of a test run. */
  env: { DATABASE_URL: string; DATABASE_POOLER: 'none' | 'transaction' };
  /** Opens a pool that reaches it as services do; `drop` closes it if it is still open. */
  open(options?: Partial<DatabaseOptions>): Database;
  /** Opens a pool with the role that owns the tables, for DDL and TRUNCATE; `drop` closes it if it is still open. */
  openOwner(options?: Partial<DatabaseOptions>): Database;
  /** Changes a default of the database: `SET datestyle = 'German'`. */
  alter(change: string): Promise<void>;
  /** Ends all its sessions, those of a pooler included, so that the next ones begin with its present defaults. */
  endSessions(): Promise<void>;
  drop(): Promise<void>;
}

function adminUrl(): string {
  const url = process.env[adminVariable];
  if (url === undefined)
    throw new Error(`${adminVariable} is not set: run the tests with "make test", "npm test" or "npx mocha"`);
  return url;
}

function urlOf(name: string, server = adminUrl()): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.toString();
}

/** @param database the default is one that every server has */
export function serviceUrl(database = 'postgres'): string {
  const url = new URL(urlOf(database));
  url.username = serviceRole;
  url.password = servicePassword;
  return url.toString();
}

function serviceEnv(name: string): TestDatabase['env'] {
  const pooler = process.env[poolerVariable];
  return pooler === undefined
    ? { DATABASE_URL: serviceUrl(name), DATABASE_POOLER: 'none' }
    : { DATABASE_URL: urlOf(name, pooler), DATABASE_POOLER: 'transaction' };
}

async function administer(sql: string): Promise<void> {
  const server = openDatabase({ ...defaults, url: adminUrl(), poolMax: 1 });
  try {
    await server.query(statement('test.administer', sql));
  } finally {
    await server.close();
  }
}

/** Creates the migrated database that every test file clones, and the services' role, once per run. */
export async function createTemplate(): Promise<void> {
  await administer(`CREATE DATABASE ${template}`);
  const services = { url: serviceUrl(template), pooler: 'none' } as const;
  const migrator = await createMigrator({ url: urlOf(template), services });
  await migrator.up();
  await migrator.close();
  // The role's limit for statements does not fit a busy machine; the pools of tests have their own.
  await administer(`ALTER ROLE ${serviceRole} RESET ALL`);
}

/** Creates a migrated database for one test file; call it in `before`, and `drop()` in `after`. */
export async function testDatabase(): Promise<TestDatabase> {
  const name = `feed_test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await administer(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  const env = serviceEnv(name);
  const reached = { url: env.DATABASE_URL, pooler: env.DATABASE_POOLER };
  const pools: Database[] = [];
  const open = (options: Partial<DatabaseOptions> & { url: string }): Database => {
    const pool = openDatabase({ ...defaults, ...options });
    pools.push(pool);
    return pool;
  };
  return {
    url: urlOf(name),
    serviceUrl: serviceUrl(name),
    env,
    open: (options) => open({ ...reached, ...options }),
    openOwner: (options) => open({ url: urlOf(name), ...options }),
    alter: (change) => administer(`ALTER DATABASE ${name} ${change}`),
    endSessions: () =>
      administer(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`),
    drop: async () => {
      await Promise.allSettled(pools.map((pool) => pool.close()));
      await administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}
