import { randomBytes } from 'node:crypto';
import { openDatabase, statement, type Database, type DatabaseOptions } from '@feed/store/postgres/database';
import { createMigrator } from '@feed/store/postgres/migrate';
import { patience } from './patience.js';

const template = 'feed_test_template';
const adminVariable = 'TEST_DATABASE_ADMIN_URL';
const poolerVariable = 'TEST_DATABASE_POOLER_URL';

const defaults = {
  poolMax: 5,
  pooler: 'none',
  statementTimeoutMs: patience(10_000),
  acquireTimeoutMs: patience(5_000),
  applicationName: 'feed-test',
} as const;

export interface TestDatabase {
  /** The address of the server itself, for migrations and whatever else needs a session. */
  url: string;
  /** How services reach it: through PgBouncer in the pooled part of a test run. */
  env: { DATABASE_URL: string; DATABASE_POOLER: 'none' | 'transaction' };
  /** Opens a pool that reaches it as services do; `drop` closes it if it is still open. */
  open(options?: Partial<DatabaseOptions>): Database;
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

function serviceEnv(name: string): TestDatabase['env'] {
  const pooler = process.env[poolerVariable];
  return pooler === undefined
    ? { DATABASE_URL: urlOf(name), DATABASE_POOLER: 'none' }
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

/** Creates the migrated database that every test file clones, once per run. */
export async function createTemplate(): Promise<void> {
  await administer(`CREATE DATABASE ${template}`);
  const migrator = await createMigrator({ url: urlOf(template) });
  await migrator.up();
  await migrator.close();
}

/** Creates a migrated database for one test file; call it in `before`, and `drop()` in `after`. */
export async function testDatabase(): Promise<TestDatabase> {
  const name = `feed_test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await administer(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  const env = serviceEnv(name);
  const reached = { url: env.DATABASE_URL, pooler: env.DATABASE_POOLER };
  const pools: Database[] = [];
  return {
    url: urlOf(name),
    env,
    open: (options) => {
      const pool = openDatabase({ ...defaults, ...reached, ...options });
      pools.push(pool);
      return pool;
    },
    drop: async () => {
      await Promise.allSettled(pools.map((pool) => pool.close()));
      await administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}
