import assert from 'node:assert/strict';
import { createMigrator, type Migrator } from '../../src/postgres/migrate.js';
import { statement } from '../../src/postgres/statement.js';
import { schemaVersion } from '../../src/postgres/migrations/all.js';
import { waitForSchema } from '../../src/schema/wait-for-schema.js';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';

const wipe = statement('test.wipe', 'DROP SCHEMA public CASCADE; CREATE SCHEMA public');

describe('waiting for the schema', () => {
  let database: TestDatabase;
  let migrator: Migrator;
  before(async () => {
    database = await testDatabase();
    migrator = await createMigrator({ url: database.url });
  });
  after(async () => {
    await migrator.close();
    await database.drop();
  });

  const wait = (options: { url?: string; timeoutMs?: number; onWait?: (reason: string) => void } = {}) =>
    waitForSchema({
      url: database.env.DATABASE_URL,
      timeoutMs: 20_000,
      pollMs: 20,
      onWait: () => undefined,
      ...options,
    });

  it('does not wait when the schema is ready', async () => {
    await wait({ onWait: (reason) => assert.fail(reason) });
  });

  it('continues as soon as the migration has run, and says what is missing until then', async () => {
    await migrator.down();
    const reasons: string[] = [];
    await wait({
      onWait: (reason) => {
        reasons.push(reason);
        void migrator.up();
      },
    });
    assert.equal(reasons.length, 1);
    assert.match(reasons[0] ?? '', new RegExp(`needs ${schemaVersion}$`));
  });

  it('treats an empty database as one without a schema', async () => {
    await database.openOwner({ pooler: 'transaction' }).query(wipe);
    await assert.rejects(wait({ timeoutMs: 0 }), /the schema is at nothing/);
  });

  it('gives up, with the reason, when its time is up', async () => {
    await assert.rejects(wait({ url: 'postgres://127.0.0.1:1/feed', timeoutMs: 100 }), /ECONNREFUSED/);
  });
});
