import assert from 'node:assert/strict';
import { statement, type Statement } from '@feed/store/postgres/statement';
import type { Database } from '@feed/store/postgres/queryable';
import {
  buryTask,
  claimTasks,
  extendLease,
  finishTask,
  giveBackTask,
  type LeasedTask,
  refuseTask,
  retryTask,
} from '../../src/sql/lease.js';
import { ensurePeriodic } from '../../src/sql/periodic.js';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';

const add = statement<{ id: string }>(
  'test.add_task',
  `INSERT INTO tasks (kind, payload, run_after) VALUES ('mail', '{}', now() - make_interval(secs => $1)) RETURNING id`,
);
const look = statement<{ state: string; attempts: number; leased: boolean; rest: number }>(
  'test.look_at_task',
  `SELECT state, attempts, lease_until IS NOT NULL AS leased,
     extract(epoch FROM run_after - now())::float8 AS rest FROM tasks WHERE id = $1`,
);
const fill = statement(
  'test.fill_tasks',
  `INSERT INTO tasks (kind, payload, state, run_after, finished_at)
   SELECT 'mail', '{}', (CASE n % 500 WHEN 0 THEN 'pending' WHEN 1 THEN 'dead' ELSE 'done' END)::task_state,
     now() - make_interval(secs => n), now() FROM generate_series(1, 20000) n`,
);
const analyze = statement('test.analyze_tasks', 'ANALYZE tasks');
const clear = statement('test.clear_tasks', 'DELETE FROM tasks');

const kinds = ['mail'];
const error = 'Error: no';

describe('leases of tasks', () => {
  let server: TestDatabase, database: Database, owner: Database;
  before(async () => {
    server = await testDatabase();
    database = server.open();
    owner = server.openOwner();
  });
  after(() => server.drop());
  beforeEach(() => database.query(clear));

  const insert = async (dueSeconds = 1) => (await database.query(add, [dueSeconds]))[0]?.id ?? '';
  const claim = (limit = 10) => claimTasks(database, { kinds, limit, leaseSeconds: 60 });
  const claimOne = async (): Promise<LeasedTask> => {
    const [task] = await claim(1);
    assert.ok(task);
    return task;
  };
  const seen = async (id: string) => {
    const [row] = await database.query(look, [id]);
    assert.ok(row);
    return row;
  };

  it('go to the tasks that have been due for longest, and to none that is not due', async () => {
    const [newer, older] = [await insert(10), await insert(100)];
    await insert(-100);
    const [first, second, ...rest] = [...(await claim(1)), ...(await claim(5))];
    assert.deepEqual([first?.id, second?.id, rest.length], [older, newer, 0]);
    assert.ok((first?.waitSeconds ?? 0) >= 100);
    assert.deepEqual([first?.attempt, first?.token], [1, '1']);
  });

  it('are given only for kinds that the worker knows', async () => {
    await insert();
    assert.deepEqual(await claimTasks(database, { kinds: ['other'], limit: 5, leaseSeconds: 60 }), []);
  });

  it('can be extended, ended and given back only by their holder', async () => {
    const id = await insert();
    const stale = await claimOne();
    assert.equal(await giveBackTask(database, stale), true);
    assert.deepEqual(await seen(id).then(({ state, attempts }) => [state, attempts]), ['pending', 0]);
    const holder = await claimOne();
    assert.deepEqual([holder.attempt, holder.token], [1, '2']);
    const attempts = [
      extendLease(database, stale, 60),
      database.transaction((tx) => finishTask(tx, stale)),
      retryTask(database, stale, error, 0),
      buryTask(database, stale, error),
      refuseTask(database, stale, error),
      giveBackTask(database, stale),
    ];
    assert.deepEqual(await Promise.all(attempts), [false, false, false, false, false, false]);
    assert.equal(await extendLease(database, holder, 60), true);
    assert.equal(await database.transaction((tx) => finishTask(tx, holder)), true);
    assert.equal((await seen(id)).state, 'done');
    assert.equal(await retryTask(database, holder, error, 0), false, 'what is done stays done');
  });

  it('end with a pause before the next attempt, or for good', async () => {
    const [again, never] = [await insert(2), await insert(1)];
    assert.equal(await retryTask(database, await claimOne(), error, 50), true);
    const { state, leased, rest } = await seen(again);
    assert.deepEqual([state, leased], ['pending', false]);
    assert.ok(rest > 40 && rest <= 50, `${rest}`);
    assert.equal(await buryTask(database, await claimOne(), error), true);
    assert.equal((await seen(never)).state, 'dead');
    assert.deepEqual(await claim(), []);
  });

  it('never overlap for a periodic task, which is due again a period after its last run', async () => {
    await ensurePeriodic(database, 'mail', 60);
    await ensurePeriodic(database, 'mail', 60);
    const running = await claimOne();
    await ensurePeriodic(database, 'mail', 60);
    assert.deepEqual(await claim(), [], 'one runs, so none is planned');
    await database.transaction((tx) => finishTask(tx, running));
    await ensurePeriodic(database, 'mail', 60);
    await ensurePeriodic(database, 'mail', 3_600);
    assert.deepEqual(await claim(), [], 'the next one is due a period after the last');
  });

  it('are those that have waited longest, and more of some kinds that have waited less', async () => {
    const ofKind = statement<{ id: string }>(
      'test.add_of_kind',
      `INSERT INTO tasks (kind, payload, run_after) VALUES ($1, '{}', now() - make_interval(secs => $2)) RETURNING id`,
    );
    const add = async (kind: string, waited: number) =>
      (await database.query(ofKind, [kind, waited]))[0]?.id ?? '';
    const [old, older] = [await add('mail', 50), await add('mail', 60)];
    const [young, younger] = [await add('other', 20), await add('other', 10)];
    const claim = async (limit: number, further: number) => {
      const more = { kinds: ['other'], limit: further };
      const claimed = { kinds: ['mail', 'other'], limit, further: more, leaseSeconds: 60 };
      return (await claimTasks(database, claimed)).map(({ id }) => id).sort();
    };
    assert.deepEqual(await claim(0, 1), [young]);
    assert.deepEqual(await claim(1, 1), [older, younger].sort());
    assert.deepEqual(await claim(0, 1), []);
    assert.deepEqual(await claim(5, 5), [old]);
  });

  it('are found by index among many tasks that are done', async () => {
    await database.query(fill);
    await owner.query(analyze);
    const statements: Statement<unknown>[] = [];
    const spy: Pick<Database, 'query'> = {
      query: async (asked) => {
        statements.push(asked);
        return [];
      },
    };
    await claimTasks({ ...database, ...spy }, { kinds, limit: 2, leaseSeconds: 60 });
    const text = (statements[0]?.text ?? '')
      .replace('$1', `ARRAY['mail']`)
      .replace('$2', '2')
      .replace('$3', '60')
      .replace('$4', `ARRAY['mail']`)
      .replace('$5', '1');
    const plan = await database.query(statement<Record<string, string>>('test.plan', `EXPLAIN ${text}`));
    const lines = plan.map((row) => row['QUERY PLAN'] ?? '').join('\n');
    const [longestWaiting = ''] = lines.split('CTE further');
    assert.match(longestWaiting, /Index Scan using tasks_pending/);
    assert.doesNotMatch(longestWaiting, /Sort/);
    // The further ones may be sorted, because they are among a thousand.
    assert.doesNotMatch(lines, /Seq Scan/);
  });
});
