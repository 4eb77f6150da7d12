import assert from 'node:assert/strict';
import type { DomainEvent } from '@feed/events/kinds/all';
import { record } from '@feed/events/record';
import { runInScope } from '@feed/platform/request-context';
import type { Database } from '@feed/store/postgres/queryable';
import { statement } from '@feed/store/postgres/statement';
import { type TestDatabase, testDatabase } from '@feed/testkit/test-database';
import { dispatchEvents, type Subscription } from '../src/sql/dispatch.js';
import { claimTasks } from '../src/sql/lease.js';

const subscriptions: Subscription[] = [
  { event: 'user.registered', task: 'greet', dedup: [] },
  { event: 'user.registered', task: 'count', dedup: [] },
  { event: 'user.followed', task: 'backfill', dedup: ['followerId', 'followeeId'] },
  { event: 'user.unfollowed', task: 'backfill', dedup: ['followerId', 'followeeId'] },
];
const followed: DomainEvent = { kind: 'user.followed', payload: { followerId: '1', followeeId: '2' } };
const unfollowed: DomainEvent = { kind: 'user.unfollowed', payload: followed.payload };
const registered = (userId: string): DomainEvent => ({ kind: 'user.registered', payload: { userId } });

const tasks = statement<{ kind: string; payload: Record<string, string>; request_id: string | null }>(
  'test.tasks',
  'SELECT kind, payload, request_id FROM tasks ORDER BY id',
);
const undispatched = statement<{ id: string; kind: string }>(
  'test.undispatched',
  'SELECT id, kind FROM events WHERE dispatched_at IS NULL ORDER BY id',
);
const insert = statement('test.insert_event', "INSERT INTO events (kind, payload) VALUES ($1, '{}')");
const many = statement(
  'test.many_events',
  `INSERT INTO events (kind, payload) SELECT 'user.registered', jsonb_build_object('userId', n::text)
   FROM generate_series(1, $1::int) n`,
);
const waits = statement<{ seconds: number }>(
  'test.waits',
  'SELECT extract(epoch FROM now() - run_after)::float8 AS seconds FROM tasks',
);
const old = statement(
  'test.old_event',
  `INSERT INTO events (id, kind, payload)
   VALUES (next_id(now() - interval '100 s'), 'user.registered', '{"userId": "1"}')`,
);
const clear = statement('test.clear', 'TRUNCATE tasks, events');
const fill = statement(
  'test.fill_events',
  `INSERT INTO events (kind, payload, dispatched_at)
   SELECT 'user.registered', '{}', CASE WHEN n % 500 > 0 THEN now() END FROM generate_series(1, 20000) n`,
);
const analyze = statement('test.analyze_events', 'ANALYZE events');

describe('the dispatch of events', () => {
  let server: TestDatabase, database: Database, owner: Database;
  before(async () => {
    server = await testDatabase();
    database = server.open({ poolMax: 10 });
    owner = server.openOwner();
  });
  after(() => server.drop());
  beforeEach(() => owner.query(clear));

  const recorded = (...events: DomainEvent[]) =>
    database.transaction(async (tx) => {
      const ids: string[] = [];
      for (const event of events) ids.push(await record(tx, event));
      return ids;
    });
  const dispatch = (limit = 100) => dispatchEvents(database, subscriptions, limit);
  const kinds = async () => (await database.query(tasks)).map(({ kind }) => kind);

  it('makes one task for each reaction, with the event and its request, and does it once', async () => {
    const [id] = await runInScope({ requestId: 'seen-1' }, () => recorded(registered('42')));
    assert.equal(await dispatch(), 1);
    const payload = { event: 'user.registered', eventId: id, userId: '42' };
    assert.deepEqual(await database.query(tasks), [
      { kind: 'count', payload, request_id: 'seen-1' },
      { kind: 'greet', payload, request_id: 'seen-1' },
    ]);
    assert.equal(await dispatch(), 0);
    assert.equal((await kinds()).length, 2);
  });

  it('takes the oldest events first, and no more than the limit', async () => {
    const [, , third] = await recorded(registered('1'), registered('2'), registered('3'));
    assert.equal(await dispatch(2), 2);
    assert.deepEqual(await database.query(undispatched), [{ id: third, kind: 'user.registered' }]);
  });

  it('leaves events of unknown kinds alone, and marks those without reactions', async () => {
    await database.query(insert, ['user.promoted']);
    await recorded({ kind: 'post.created', payload: { postId: '1' } });
    assert.equal(await dispatch(), 1);
    assert.deepEqual(await kinds(), []);
    const left = await database.query(undispatched);
    assert.deepEqual(
      left.map(({ kind }) => kind),
      ['user.promoted'],
    );
  });

  it('lets a pending task stand for an event of the same kind and key, also within a batch', async () => {
    await recorded(followed, unfollowed, followed);
    assert.equal(await dispatch(), 3);
    assert.deepEqual(await kinds(), ['backfill', 'backfill']);
    await recorded(followed);
    assert.equal(await dispatch(), 1);
    assert.equal((await kinds()).length, 2);
    await claimTasks(database, { kinds: ['backfill'], limit: 10, leaseSeconds: 60 });
    await recorded(followed);
    assert.equal(await dispatch(), 1);
    assert.equal((await kinds()).length, 3, 'a running task does not stand for what came later');
  });

  it('counts the time of the event as time that the task waited', async () => {
    await database.query(old);
    await dispatch();
    for (const { seconds } of await database.query(waits)) assert.ok(seconds >= 100 && seconds < 200);
  });

  it('makes each task once when many dispatch at the same time', async () => {
    await database.query(many, [300]);
    await recorded(...Array.from({ length: 20 }, () => [followed, unfollowed]).flat());
    const drain = async () => {
      for (let n = 0; n < 100; n += 1) await dispatch(7);
    };
    await Promise.all(Array.from({ length: 6 }, drain));
    assert.deepEqual(await database.query(undispatched), []);
    const made = await kinds();
    const count = (kind: string) => made.filter((other) => other === kind).length;
    assert.deepEqual([count('greet'), count('count'), count('backfill')], [300, 300, 2]);
  });

  it('finds events by index among many that are dispatched', async () => {
    await database.query(fill);
    await owner.query(analyze);
    let text = '';
    const spy: Pick<Database, 'query'> = {
      query: async (asked) => {
        text = asked.text;
        return [];
      },
    };
    await dispatchEvents({ ...database, ...spy }, subscriptions, 200);
    const values = ["'{user.registered}'", '200', "'{user.registered}'", "'{greet}'", "'{}'"];
    const filled = text.replace(/\$(\d)/g, (_match, n) => values[n - 1] ?? '');
    const plan = await database.query(statement<Record<string, string>>('test.plan', `EXPLAIN ${filled}`));
    const lines = plan.map((row) => row['QUERY PLAN'] ?? '').join('\n');
    assert.match(lines, /Index Scan using events_undispatched/);
    assert.match(lines, /Index Scan using events_pkey/);
    assert.doesNotMatch(lines, /Seq Scan/);
  });
});
