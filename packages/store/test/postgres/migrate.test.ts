import assert from 'node:assert/strict';
import { currentSchema } from '../../src/postgres/current-schema.js';
import { createMigrator } from '../../src/postgres/migrate.js';
import { migrations, schemaVersion } from '../../src/postgres/migrations/all.js';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';

describe('migrations', () => {
  let server: TestDatabase;
  before(async () => {
    server = await testDatabase();
  });
  after(() => server.drop());

  it('can all be reverted and applied again', async () => {
    const migrator = await createMigrator({ url: server.url });
    const names = migrations.map(({ name }) => name);
    assert.deepEqual(await migrator.executed(), names);
    for (const name of names.toReversed()) assert.equal(await migrator.down(), name);
    assert.equal(await migrator.down(), undefined);
    assert.deepEqual(await migrator.pending(), names);
    assert.deepEqual(await migrator.up(), names);
    assert.deepEqual(await migrator.up(), []);
    await migrator.close();
    assert.equal(await currentSchema(server.open()), schemaVersion);
  });

  it('are applied once when several migrators start at the same time', async () => {
    const migrators = await Promise.all([1, 2, 3].map(() => createMigrator({ url: server.url })));
    await migrators[0]?.down();
    const applied = await Promise.all(migrators.map((migrator) => migrator.up()));
    assert.equal(applied.flat().length, 1);
    await Promise.all(migrators.map((migrator) => migrator.close()));
  });

  it('reject with a code when there is no server', async () => {
    await assert.rejects(createMigrator({ url: 'postgres://nobody@127.0.0.1:1/none' }), {
      code: 'UNAVAILABLE',
    });
  });
});
