import { randomBytes } from 'node:crypto';
import { openDatabase, statement, type Database, type DatabaseOptions } from '@feed/store/database/database';
import { createMigrator } from '@feed/store/database/migrate';

const template = 'feed_test_template';
const adminVariable = 'TEST_DATABASE_ADMIN_URL';

const defaults = {
  poolMax: 5,
  pooler: 'none',
  statementTimeoutMs: 10_000,
  acquireTimeoutMs: 5_000,
  applicationName: 'feed-test',
} as const;

export interface TestDatabase {
  url: string;
  /** A pool on it, closed by `drop` at the latest. */
  open(options?: Partial<DatabaseOptions>): Database;
  drop(): Promise<void>;
}

function adminUrl(): string {
  const url = process.env[adminVariable];
  if (url === undefined)
    throw new Error(`${adminVariable} is not set: run the tests with "make test" or "npm test"`);
  return url;
}

function urlOf(name: string): string {
  const url = new URL(adminUrl());
  url.pathname = `/${name}`;
  return url.toString();
}

async function administer(sql: string): Promise<void> {
  const server = openDatabase({ ...defaults, url: adminUrl(), poolMax: 1 });
  try {
    await server.query(statement('test.administer', sql));
  } finally {
    await server.close();
  }
}

/** Once per run: a migrated database that every test file clones. */
export async function createTemplate(): Promise<void> {
  await administer(`CREATE DATABASE ${template}`);
  const migrator = await createMigrator({ url: urlOf(template) });
  await migrator.up();
  await migrator.close();
}

/** A migrated database of the test's own; call in `before`, and `drop()` in `after`. */
export async function testDatabase(): Promise<TestDatabase> {
  const name = `feed_test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await administer(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = urlOf(name);
  const pools: Database[] = [];
  return {
    url,
    open: (options) => {
      const pool = openDatabase({ ...defaults, url, ...options });
      pools.push(pool);
      return pool;
    },
    drop: async () => {
      await Promise.allSettled(pools.map((pool) => pool.close()));
      await administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}
