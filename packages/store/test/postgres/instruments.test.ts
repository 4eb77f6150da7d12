import assert from 'node:assert/strict';
import { createMetrics, type Metrics } from '@feed/platform/metrics';
import { statement, type Database, type DatabaseEvents } from '../../src/postgres/database.js';
import { connectionInstruments } from '../../src/upkeep/instruments.js';
import { registerProbeGauges } from '../../src/postgres/probe-gauges.js';
import { createReadinessProbe } from '../../src/postgres/readiness.js';
import { databaseUsage } from '../../src/upkeep/usage.js';
import { neededSchema } from '../../src/postgres/migrations/all.js';
import { silentLogger } from '@feed/testkit/silent-logger';
import { type TestDatabase, testDatabase } from '@feed/testkit/test-database';

const sql = (text: string) => statement<never>(`test.${text.slice(0, 50)}`, text);
const slow = statement<never>('posts.slow', 'SELECT pg_sleep(0.03)');
const duplicate = statement<never>('test.duplicate', 'INSERT INTO feed_state DEFAULT VALUES');

describe('metrics of Postgres', () => {
  let server: TestDatabase, database: Database, metrics: Metrics, events: DatabaseEvents;
  before(async () => {
    server = await testDatabase();
    metrics = createMetrics({ service: 'test', version: '1', revision: 'r', defaults: false });
    events = connectionInstruments(metrics).database;
    database = server.open({ events });
  });
  after(() => server.drop());

  async function sample(name: string): Promise<number | undefined> {
    const line = (await metrics.text()).split('\n').find((text) => text.startsWith(`${name} `));
    return line === undefined ? undefined : Number(line.split(' ').at(-1));
  }

  it('time statements by their subject', async () => {
    const name = 'db_client_operation_duration_seconds';
    await database.query(slow);
    assert.equal(await sample(`${name}_count{operation="posts"}`), 1);
    assert.equal(await sample(`${name}_bucket{le="0.025",operation="posts"}`), 0);
    await database.query(sql('SELECT 1'));
    assert.equal(await sample(`${name}_count{operation="other"}`), 1);
    assert.equal(await sample(`${name}_count{operation="feed"}`), 0);
  });

  it('count failures by their code, where they happen', async () => {
    const errors = (code: string) => sample(`db_client_errors_total{code="${code}"}`);
    await assert.rejects(database.query(duplicate), { code: 'CONFLICT' });
    await assert.rejects(database.query(sql('SELECT nonsense')), { code: 'INTERNAL' });
    const readOnly = database.transaction(async (tx) => {
      await tx.query(sql('SET TRANSACTION READ ONLY'));
      assert.equal((await databaseUsage(tx)).readOnly, true);
      await tx.query(duplicate);
    });
    await assert.rejects(readOnly, { code: 'READ_ONLY' });
    const small = server.open({ events, poolMax: 1, acquireTimeoutMs: 1000 });
    await small.transaction(async () => {
      // The only connection is in use.
      await assert.rejects(small.query(slow), { code: 'OVERLOADED' });
    });
    const fault = new Error('of the work itself');
    await assert.rejects(database.transaction(() => Promise.reject(fault)));
    for (const code of ['CONFLICT', 'READ_ONLY', 'OVERLOADED']) assert.equal(await errors(code), 1, code);
    assert.equal(await errors('INTERNAL'), 1, 'only the failure of the statement counts');
    assert.equal(await errors('UNAVAILABLE'), 0);
  });

  it('show the schema by its number, and not at all while it is unknown', async () => {
    const options = { database, logger: silentLogger(), draining: () => false, intervalMs: 20 };
    const probe = createReadinessProbe(options);
    registerProbeGauges(metrics, probe);
    const shown = () =>
      Promise.all(['app_ready', 'db_client_connected', 'db_schema_version_applied'].map(sample));
    const until = async (...wanted: (number | undefined)[]) => {
      while (`${await shown()}` !== `${wanted}`) await new Promise((resolve) => setTimeout(resolve, 10));
    };
    const owner = server.openOwner();
    assert.deepEqual(await shown(), [0, 0, undefined]);
    const expected = await sample('db_schema_version_expected');
    assert.ok(expected !== undefined && expected >= 2);
    await until(1, 1, expected);
    await owner.query(sql(`DELETE FROM schema_migrations WHERE name > '${neededSchema}'`));
    await until(1, 1, Number.parseInt(neededSchema, 10));
    await owner.query(sql('DELETE FROM schema_migrations'));
    await until(0, 1, 0);
    await owner.query(sql('ALTER TABLE schema_migrations RENAME TO hidden'));
    await until(0, 1, 0);
    await database.close();
    await until(0, 0, undefined);
    probe.close();
  });
});
