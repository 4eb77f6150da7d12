import assert from 'node:assert/strict';
import { currentSchema } from '../../src/postgres/current-schema.js';
import { createMigrator } from '../../src/postgres/migrate.js';
import { migrations, schemaVersion } from '../../src/postgres/migrations/all.js';
import { until } from '@feed/testkit/until';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';

const longWaits = `SELECT 1 FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock' AND query_start < now() - interval '100 ms'`;

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

  it('take longer than the limits of the role allow other statements', async () => {
    const admin = server.open({ url: server.url, pooler: 'none' });
    const run = (sql: string) => admin.withClient((client) => client.query(sql));
    const name = new URL(server.url).pathname.slice(1);
    for (const limit of ['statement_timeout', 'lock_timeout'])
      await run(`ALTER DATABASE ${name} SET ${limit} = '50ms'`);
    const migrators = await Promise.all([1, 2].map(() => createMigrator({ url: server.url })));
    let reverted: Promise<(string | undefined)[]> = Promise.resolve([]);
    await admin.transaction(async (tx) => {
      // Whatever the newest migrations change, one of these is among it.
      await tx.client.query('LOCK TABLE users, sessions, posts, comments, events, audit_log');
      reverted = Promise.all(migrators.map((migrator) => migrator.down()));
      // It is awaited below, once the lock has been released.
      reverted.catch(() => undefined);
      // One waits for the table, the other one for the first.
      await until('both wait', async () => (await run(longWaits)).rowCount === 2);
    });
    const newest = migrations.slice(-2).map((migration) => migration.name);
    assert.deepEqual((await reverted).toSorted(), newest);
    await migrators[0]?.up();
    await Promise.all(migrators.map((migrator) => migrator.close()));
  });

  it('let other writers go on while they wait for a lock of a long transaction', async () => {
    const admin = server.open({ url: server.url, pooler: 'none' });
    const write = (sql: string) => admin.withClient((client) => client.query(sql));
    await write("INSERT INTO users (username) VALUES ('ann')");
    const migrator = await createMigrator({ url: server.url });
    while ((await migrator.executed()).includes('0005-journal')) await migrator.down();
    let applied: Promise<string[]> = Promise.resolve([]);
    await admin.transaction(async (tx) => {
      await tx.client.query("UPDATE posts SET content = ''");
      applied = migrator.up();
      // It is awaited below, once the transaction has ended.
      applied.catch(() => undefined);
      await until(
        'the migration waits',
        async () => (await admin.withClient((c) => c.query(longWaits))).rowCount,
      );
      // It waits behind the migration, until that gives up for a while.
      await write("INSERT INTO posts (author_id, content) SELECT id, 'text' FROM users");
    });
    assert.ok((await applied).includes('0005-journal'));
    await migrator.close();
  });

  it('reject with a code when there is no server', async () => {
    await assert.rejects(createMigrator({ url: 'postgres://nobody@127.0.0.1:1/none' }), {
      code: 'UNAVAILABLE',
    });
  });
});
