import assert from 'node:assert/strict';
import { patience } from '@feed/testkit/patience';
import { silentLogger } from '@feed/testkit/silent-logger';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { until } from '@feed/testkit/until';
import { statement, type Database } from '../../src/postgres/database.js';
import { createReadinessProbe, type ReadinessProbe } from '../../src/postgres/readiness.js';

const lockSchema = statement<never>('test.lock', 'LOCK TABLE schema_migrations IN ACCESS EXCLUSIVE MODE');
const waiting = statement<{ pid: number }>(
  'test.waiting',
  `SELECT pid FROM pg_stat_activity
   WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%schema_migrations%'`,
);

describe('readiness', function () {
  this.timeout(patience(30_000));
  let server: TestDatabase, database: Database, admin: Database, probe: ReadinessProbe;
  before(async () => {
    server = await testDatabase();
    database = server.open({ poolMax: 1 });
    admin = server.openOwner();
  });
  after(() => server.drop());
  afterEach(() => probe.close());

  const start = (): void => {
    probe = createReadinessProbe({ database, logger: silentLogger(), draining: () => false, intervalMs: 20 });
  };

  it('does not depend on a free connection of the pool', async () => {
    await database.withClient(async () => {
      assert.deepEqual(database.stats(), { size: 1, max: 1, active: 1, waiting: 0 });
      start();
      await until('it is ready', () => probe.current().ready);
      assert.deepEqual(database.stats(), { size: 1, max: 1, active: 1, waiting: 0 });
    });
  });

  it('lasts while the table of migrations is locked', async () => {
    start();
    await until('it is ready', () => probe.current().ready);
    await admin.transaction(async (tx) => {
      await tx.query(lockSchema);
      const waits = async () => (await admin.query(waiting)).length > 0;
      for (let n = 0; n < 2; n += 1) {
        await until('the probe waits for the lock', waits, { pollMs: 5 });
        await until('the probe does not wait any longer', async () => !(await waits()), { pollMs: 5 });
        assert.equal(probe.current().ready, true);
      }
    });
  });

  it('begins once the table can be read, and says until then that it cannot', async () => {
    await admin.transaction(async (tx) => {
      await tx.query(lockSchema);
      start();
      const { checks } = await until('it was read', () => {
        const seen = probe.current();
        return seen.checks['postgres'] === 'ok' && seen;
      });
      assert.match(checks['schema'] ?? '', /^cannot be read: .*lock timeout/);
      assert.equal(probe.applied, undefined);
    });
    await until('it is ready', () => probe.current().ready);
  });
});
