import assert from 'node:assert/strict';
import { type TestDatabase, testDatabase } from '@feed/testkit/test-database';
import pg from 'pg';
import { isPrepared, runQuery } from '../../src/postgres/named-query.js';
import type { PgClient } from '../../src/postgres/queryable.js';

const types = new pg.TypeOverrides();

describe('named queries', () => {
  let server: TestDatabase, client: PgClient;
  const received: string[] = [];
  let trips = 0;
  before(async () => {
    server = await testDatabase();
    // This is a direct connection, because statements have no names behind a pooler.
    client = new pg.Client({ connectionString: server.url });
    await client.connect();
    const { connection } = client as unknown as { connection: NodeJS.EventEmitter };
    for (const kind of ['rowDescription', 'parseComplete']) connection.on(kind, () => received.push(kind));
    connection.on('readyForQuery', () => void (trips += 1));
  });
  beforeEach(() => void (received.length = 0));
  after(async () => {
    await client.end();
    await server.drop();
  });

  const run = (name: string, text: string, ...values: unknown[]) =>
    runQuery(client, { name, text, values, types }, 10_000);

  it('are prepared and described once per connection, and return the same each time', async () => {
    const text =
      "SELECT g AS n, g::text AS t, g = 2 AS b, '{}'::jsonb AS j, now() AS d FROM generate_series(1, $1) g";
    const first = await run('series', text, 2);
    assert.deepEqual(received, ['parseComplete', 'rowDescription']);
    const second = (await run('series', text, 3)) as { n: number; t: string; b: boolean; d: Date }[];
    assert.equal(received.length, 2);
    assert.deepEqual([first.length, second.map(({ n }) => n)], [2, [1, 2, 3]]);
    assert.ok(second[1]?.t === '2' && second[1].b && second[1].d instanceof Date);
    assert.deepEqual(await run('series', text, 0), []);
  });

  it('without columns return no rows', async () => {
    for (let time = 0; time < 3; time += 1) assert.deepEqual(await run('nothing', 'SET work_mem = 4096'), []);
  });

  it('do not affect others when they fail, at the first run or a later one', async () => {
    const text = 'SELECT 12 / $1::int AS n';
    await assert.rejects(run('division', text, 0), { code: '22012' });
    assert.deepEqual(await run('division', text, 3), [{ n: 4 }]);
    await assert.rejects(run('division', text, 0), { code: '22012' });
    await assert.rejects(run('division', text, 'x'), { code: '22P02' });
    assert.deepEqual(await run('division', text, 4), [{ n: 3 }]);
    await assert.rejects(run('broken', 'SELECT FROM nowhere'), { code: '42P01' });
  });

  it('without a name are parsed and described each time', async () => {
    for (let time = 0; time < 2; time += 1)
      assert.deepEqual(await runQuery(client, { text: 'SELECT $1::int AS n', values: [1], types }, 10_000), [
        { n: 1 },
      ]);
    assert.deepEqual(received, ['parseComplete', 'rowDescription', 'parseComplete', 'rowDescription']);
  });

  it('are given up after their deadline, and leave the deadline of other queries as it was', async () => {
    const other = new pg.Client({ connectionString: server.url, query_timeout: 100 });
    await other.connect();
    const config = { name: 'sleep', text: 'SELECT pg_sleep(0.3)', values: [], types };
    await assert.rejects(runQuery(other, config, 50), /Query read timeout/);
    assert.equal((await runQuery(other, config, 10_000)).length, 1);
    await assert.rejects(other.query('SELECT pg_sleep(1)'), /Query read timeout/);
    await other.end();
  });

  it('are rejected when their columns have changed', async () => {
    await client.query('CREATE TEMP TABLE things (a int); INSERT INTO things VALUES (1)');
    await run('things', 'SELECT * FROM things');
    await client.query("ALTER TABLE things ADD b text DEFAULT 'x'");
    await assert.rejects(run('things', 'SELECT * FROM things'), /must not change result type/);
  });

  it('are sent along with others, in one trip and one transaction', async () => {
    const text = 'SELECT $1::int AS n, pg_current_xact_id()::text AS tx';
    await run('accompanied', text, 0);
    for (const name of ['accompanied', undefined]) {
      const query = { ...(name && { name }), text, values: [1], types };
      assert.ok(isPrepared(client, query));
      trips = 0;
      const first = await runQuery(client, { ...query, before: 'BEGIN' }, 10_000);
      assert.deepEqual(await runQuery(client, { ...query, after: 'COMMIT' }, 10_000), first);
      assert.equal(trips, 2);
      const both = await runQuery(client, { ...query, before: 'BEGIN', after: 'COMMIT' }, 10_000);
      assert.notDeepEqual(both, first);
      assert.equal(both.length, 1);
      assert.equal(trips, 3);
    }
    assert.equal(isPrepared(client, { name: 'never used' }), false);
  });

  it('do not run after one before them that failed, nor is anything behind them run when they fail', async () => {
    await run('kept', 'CREATE TEMP TABLE kept (n int)');
    await run('keep', 'INSERT INTO kept VALUES (6 / $1::int) RETURNING n', 6);
    const keep = { name: 'keep', text: 'INSERT INTO kept VALUES (6 / $1::int) RETURNING n', types };
    await assert.rejects(runQuery(client, { ...keep, values: [1], before: 'SELECT FROM nowhere' }, 10_000), {
      code: '42P01',
    });
    await run('begin', 'BEGIN');
    await assert.rejects(runQuery(client, { ...keep, values: [0], after: 'COMMIT' }, 10_000), {
      code: '22012',
    });
    await client.query('ROLLBACK');
    assert.deepEqual(await run('all kept', 'SELECT n FROM kept'), [{ n: 1 }]);
  });
});
