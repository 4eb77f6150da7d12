import assert from 'node:assert/strict';
import { sleep } from '@feed/platform/deadline';
import { statement, type Database } from '../../src/postgres/database.js';
import { violatedConstraint } from '../../src/postgres/errors.js';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { until } from '@feed/testkit/until';
import { modelsOf } from '../../src/postgres/models/models.js';

const now = statement<{ id: string; at: Date; state: string }>(
  'test.now',
  'SELECT next_id() AS id, now() AS at, $1::task_state AS state',
);
const texts = statement<{ text: string }>(
  'test.texts',
  "SELECT repeat('x', $2) AS text, generate_series(1, $1::int)",
);
/** Connections on which Postgres sends the rows of `texts`. */
const sending = statement<{ n: number }>(
  'test.sending',
  `SELECT count(*)::int AS n FROM pg_stat_activity
   WHERE state = 'active' AND query LIKE '%AS text, generate_series%' AND pid <> pg_backend_pid()`,
);
const countUsers = statement<{ n: number }>('test.count', 'SELECT count(*)::int AS n FROM users');
const endOthers = statement(
  'test.end',
  "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'victim' AND datname = current_database()",
);
const code = (expected: string) => (error: { code: string }) => error.code === expected;

/** The driver notices the end of an idle connection a moment later; until then the pool may lend it. */
async function recovered(victim: Database): Promise<void> {
  for (
    let tries = 50;
    !(await victim.ping().then(
      () => true,
      () => false,
    ));
    tries -= 1
  ) {
    assert.ok(tries > 0, 'the pool does not recover');
    await sleep(20);
  }
}

describe('database', () => {
  let server: TestDatabase;
  let database: Database;
  before(async () => {
    server = await testDatabase();
    database = server.open();
  });
  after(() => server.drop());

  it('returns bigint as text, timestamps as Date and enums as text', async () => {
    const [row] = await database.query(now, ['done']);
    assert.match(row?.id ?? '', /^\d{19}$/);
    assert.ok(row?.at instanceof Date);
    assert.equal(row.state, 'done');
  });

  it('ends a query whose rows are larger than its caller allows, and closes its connection alone', async () => {
    const one = server.open({ poolMax: 1 });
    const endless = () => one.query(texts, [1_000_000_000, 10_000], 100_000);
    for (let time = 0; time < 3; time += 1) {
      await assert.rejects(endless(), code('QUERY_TOO_COMPLEX'));
      assert.equal((await one.query(texts, [9, 10_000], 100_000)).length, 9);
    }
    assert.equal((await one.query(texts, [1_000, 10_000])).length, 1_000);
    await until('Postgres sends no more', async () => (await database.query(sending))[0]?.n === 0);
  });

  it('commits once and then runs the hooks', async () => {
    const seen: string[] = [];
    const user = await database.transaction(async (tx) => {
      tx.afterCommit(() => void seen.push('after'));
      const created = await modelsOf(tx).User.create({ username: 'ada' });
      assert.deepEqual(await tx.query(countUsers), [{ n: 1 }]);
      assert.deepEqual(await database.query(countUsers), [{ n: 0 }]);
      assert.deepEqual(seen, []);
      return created;
    });
    assert.match(user.id, /^\d{19}$/);
    assert.deepEqual(seen, ['after']);
    assert.deepEqual(await database.query(countUsers), [{ n: 1 }]);
  });

  it('acknowledges the write even when a hook fails', async () => {
    const result = await database.transaction(async (tx) => {
      tx.afterCommit(() => Promise.reject(new Error('hook')));
      return 42;
    });
    assert.equal(result, 42);
  });

  it('rolls everything back, runs no hook and names the constraint', async () => {
    let ran = false;
    const twice = database.transaction(async (tx) => {
      tx.afterCommit(() => void (ran = true));
      await modelsOf(tx).User.create({ username: 'grace' });
      await modelsOf(tx).User.create({ username: 'GRACE' });
    });
    await assert.rejects(twice, (error) => {
      assert.equal(violatedConstraint(error), 'users_username');
      return code('CONFLICT')(error as { code: string });
    });
    assert.equal(ran, false);
    assert.equal((await database.query(countUsers))[0]?.n, 1);
  });

  it('rejects a statement that takes too long, with its code, and keeps the pool usable', async () => {
    const hurried = server.open({ statementTimeoutMs: 100, poolMax: 1 });
    await assert.rejects(hurried.query(statement('test.sleep', 'SELECT pg_sleep(20)')), code('TIMEOUT'));
    await hurried.ping();
  });

  it('rejects with a code when no connection is left', async () => {
    const small = server.open({ poolMax: 1, acquireTimeoutMs: 1000 });
    await small.transaction(async () => assert.rejects(small.ping(), code('OVERLOADED')));
    await small.ping();
  });

  it('survives the loss of connections, idle and inside a transaction', async () => {
    const victim = server.open({ applicationName: 'victim' });
    await victim.ping();
    await database.query(endOthers);
    await recovered(victim);
    const cut = victim.transaction(async (tx) => {
      await tx.query(countUsers);
      await database.query(endOthers);
      await tx.query(countUsers);
    });
    await assert.rejects(cut, code('UNAVAILABLE'));
    await recovered(victim);
    assert.equal(victim.stats().active, 0);
  });

  it('retries a deadlocked transaction', async () => {
    const [a, b] = await Promise.all(
      ['lock-a', 'lock-b'].map((username) => modelsOf(database).User.create({ username })),
    );
    const touch = statement('test.touch', 'UPDATE users SET bio = bio WHERE id = $1');
    let attempts = 0;
    const cross = async (first?: string, second?: string) =>
      database.transaction(async (tx) => {
        attempts += 1;
        await tx.query(touch, [first]);
        await tx.query(statement('test.pause', 'SELECT pg_sleep(0.1)'));
        await tx.query(touch, [second]);
      });
    await Promise.all([cross(a?.id, b?.id), cross(b?.id, a?.id)]);
    assert.ok(attempts >= 3, 'one of the two was chosen as the victim');
  });

  it('works through a pooler: no named statement, no startup setting', async () => {
    const pooled = server.open({ pooler: 'transaction' });
    await pooled.query(now, ['done']);
    const names = statement<{ n: number }>(
      'test.names',
      'SELECT count(*)::int AS n FROM pg_prepared_statements',
    );
    assert.deepEqual(await pooled.query(names), [{ n: 0 }]);
  });

  it('rejects with a code when there is no server', async () => {
    const nowhere = server.open({ url: 'postgres://nobody@127.0.0.1:1/none' });
    await assert.rejects(nowhere.ping(), code('UNAVAILABLE'));
    await assert.rejects(
      nowhere.transaction(async () => undefined),
      code('UNAVAILABLE'),
    );
  });
});
