import assert from 'node:assert/strict';
import { statement, type Database } from '@feed/store/postgres/database';
import { startPgBouncer, type PgBouncer } from '../src/pgbouncer.js';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';

/** Code that ignores the pooler must fail in tests. */
describe('the pooler of the tests', () => {
  let server: TestDatabase;
  let pooler: PgBouncer;
  let database: Database;
  before(async () => {
    server = await testDatabase();
    pooler = await startPgBouncer(server.url);
    database = server.open({ url: pooler.url, pooler: 'transaction', poolMax: 1 });
  });
  after(async () => {
    await server.drop();
    await pooler.stop();
  });

  it('serves statements and transactions that need no session', async () => {
    const [row] = await database.query(
      statement<{ name: string }>('test.db', 'SELECT current_database() AS name'),
    );
    assert.equal(row?.name, new URL(server.url).pathname.slice(1));
    await database.transaction(async (tx) => {
      await tx.query(statement('test.local', "SET LOCAL work_mem = '1MB'"));
      const shown = await tx.query(statement<{ work_mem: string }>('test.show', 'SHOW work_mem'));
      assert.deepEqual(shown, [{ work_mem: '1MB' }]);
    });
  });

  it('rejects a named prepared statement the second time', async () => {
    const named = { name: 'kept', text: 'SELECT 1' };
    const twice = database.withClient(async (client) => {
      await client.query(named);
      await client.query(named);
    });
    await assert.rejects(twice, ({ cause }: { cause: { code: string } }) => cause.code === '26000');
  });

  it('rejects the startup parameters of a direct connection', async () => {
    const careless = server.open({ url: pooler.url, pooler: 'none' });
    await assert.rejects(careless.ping(), ({ cause }: { cause: Error }) =>
      /unsupported startup parameter/.test(cause.message),
    );
  });

  it('discards settings, temporary tables and advisory locks after each transaction', async () => {
    await database.withClient(async (client) => {
      await client.query("SET work_mem = '2MB'");
      assert.notEqual((await client.query('SHOW work_mem')).rows[0].work_mem, '2MB');
      await client.query('CREATE TEMPORARY TABLE mine (id int)');
      await assert.rejects(client.query('SELECT * FROM mine'), /does not exist/);
      await client.query('SELECT pg_advisory_lock(7)');
      const { rows } = await client.query("SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 7");
      assert.deepEqual(rows, []);
    });
  });
});
