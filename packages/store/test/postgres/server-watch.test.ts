import assert from 'node:assert/strict';
import { startPgBouncer, type PgBouncer } from '@feed/local-servers/pgbouncer';
import { ownPostgres, type OwnPostgres } from '@feed/testkit/own-postgres';
import { patience } from '@feed/testkit/patience';
import { readyProbe } from '@feed/testkit/ready-probe';
import { until } from '@feed/testkit/until';
import { openDatabase, statement, type Database, type DatabaseOptions } from '../../src/postgres/database.js';
import type { ReadinessProbe } from '../../src/postgres/readiness.js';

const sleepFor = (seconds: number) => statement<never>('test.sleep', `SELECT pg_sleep(${seconds})`);
const write = statement<never>('test.write', "UPDATE users SET bio = bio WHERE username = 'x'");
const promote = statement<never>('test.promote', 'SELECT pg_promote()');
/** Longer than any of these tests waits for something else. */
const ages = 60_000;

describe('the watch of the server', function () {
  this.timeout(patience(60_000));
  let server: OwnPostgres, bouncer: PgBouncer;
  before(async function () {
    this.timeout(patience(30_000));
    server = await ownPostgres();
    bouncer = await startPgBouncer(server.url);
  });
  after(async () => {
    await bouncer.stop();
    await server.stop();
  });

  describe('directly', () => watches(() => ({ url: server.url, pooler: 'none' })));
  describe('through a pooler', () => watches(() => ({ url: bouncer.url, pooler: 'transaction' })));

  function watches(reach: () => Pick<DatabaseOptions, 'url' | 'pooler'>): void {
    let database: Database, probe: ReadinessProbe;
    beforeEach(async () => {
      const limits = { statementTimeoutMs: patience(ages), acquireTimeoutMs: patience(ages) };
      database = openDatabase({ ...reach(), ...limits, poolMax: 2, applicationName: 'watched' });
      probe = await readyProbe(database);
    });
    afterEach(async () => {
      server.thaw();
      probe.close();
      await database.close();
    });

    it('ends what waits for a server that stopped responding, and lets later statements fail at once', async () => {
      const waiting = [
        database.query(sleepFor(30)),
        database.transaction((tx) => tx.query(sleepFor(30))),
        // The pool has no third connection.
        database.query(write),
      ];
      await until('the pool is busy', () => database.stats().active === 2);
      server.freeze();
      const unavailable = { code: 'UNAVAILABLE' };
      await Promise.all(waiting.map((work) => assert.rejects(work, unavailable)));
      await until('it is not ready', () => !probe.current().ready);
      assert.equal(probe.current().checks['postgres'], 'does not respond');
      await assert.rejects(database.query(write), unavailable);
      await assert.rejects(
        database.transaction(async () => undefined),
        unavailable,
      );
      server.thaw();
      await until('it is ready', () => probe.current().ready);
      await database.query(write);
      assert.equal(database.stats().active, 0);
    });

    it('does not end slow statements of a server that responds', async () => {
      const slow = [1, 2].map(() => database.query(sleepFor(4)));
      const waiting = database.query(write);
      await Promise.all([...slow, waiting]);
      assert.equal(probe.current().ready, true);
    });

    it('follows a server that becomes a standby, and a primary again', async () => {
      await database.transaction((tx) => tx.query(write));
      await server.demote();
      const outcome = () =>
        database.query(write).then(
          () => 'written',
          ({ code }: { code: string }) => code,
        );
      await until('it is read-only', async () => (await outcome()) === 'READ_ONLY');
      // The watch may not have seen it yet, or still believe in the primary.
      database.watched.state.writable = true;
      await assert.rejects(
        database.transaction((tx) => tx.query(write)),
        { code: 'READ_ONLY' },
      );
      await until('it is ready', () => probe.current().ready);
      await database.query(promote);
      await until('it can be written again', async () => (await outcome()) === 'written');
      await database.transaction((tx) => tx.query(write));
    });
  }
});
