import assert from 'node:assert/strict';
import { statement } from '@feed/store/postgres/statement';
import type { Database } from '@feed/store/postgres/queryable';
import { findTask, listTasks, taskStats, unfinishedFor, type Waiting } from '../../src/sql/inspect.js';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';

const make = statement<{ id: string }>(
  'test.make_task',
  `INSERT INTO tasks (kind, payload, state, run_after, attempts, last_error)
   VALUES ($1, '{}', $2::task_state, now() - make_interval(secs => $3), 3, $4) RETURNING id`,
);
const clear = statement('test.clear_tasks', 'TRUNCATE tasks, events');
const addEvents = statement(
  'test.add_events',
  `INSERT INTO events (id, kind, payload, dispatched_at) VALUES
     (next_id(now() - interval '200 s'), 'post.created', '{"postId": "1"}', NULL),
     (next_id(), 'post.shared', '{"postId": "2"}', NULL), (next_id(), 'post.created', '{"postId": "3"}', now())`,
);
const addFanOut = statement(
  'test.add_fan_out',
  `INSERT INTO tasks (kind, payload, state) VALUES
     ('fan-out-post', '{"postId": "4"}', 'running'), ('fan-out-post', '{"postId": "5"}', 'done')`,
);

describe('looking at tasks', () => {
  let server: TestDatabase, database: Database, owner: Database;
  before(async () => {
    server = await testDatabase();
    database = server.open();
    owner = server.openOwner();
  });
  after(() => server.drop());
  beforeEach(() => owner.query(clear));

  const add = async (kind: string, state: string, dueSeconds = 0) =>
    (await database.query(make, [kind, state, dueSeconds, state === 'dead' ? 'Error: no' : null]))[0]?.id ??
    '';

  it('counts what is unfinished or dead by kind, and says how long the oldest is overdue', async () => {
    for (const state of ['pending', 'pending', 'running', 'dead', 'done']) await add('mail', state, 100);
    await add('feed', 'pending', -1_000);
    const { counts, oldestPendingSeconds } = await taskStats(database);
    const sorted = counts.map(({ kind, state, count }) => `${kind} ${state} ${count}`).toSorted();
    assert.deepEqual(sorted, ['feed pending 1', 'mail dead 1', 'mail pending 2', 'mail running 1']);
    assert.ok(oldestPendingSeconds >= 100 && oldestPendingSeconds < 200, `${oldestPendingSeconds}`);
  });

  it('counts undispatched events as pending, with their age', async () => {
    await add('mail', 'pending', 100);
    await database.query(addEvents);
    const { counts, oldestPendingSeconds } = await taskStats(database);
    const sorted = counts.map(({ kind, state, count }) => `${kind} ${state} ${count}`).toSorted();
    assert.deepEqual(sorted, ['events pending 2', 'mail pending 1']);
    assert.ok(oldestPendingSeconds >= 200 && oldestPendingSeconds < 300, `${oldestPendingSeconds}`);
  });

  it('finds what is unfinished, as a task or as an event', async () => {
    await database.query(addEvents);
    await database.query(addFanOut);
    const waiting: Waiting = { task: 'fan-out-post', events: ['post.created'], part: 'postId' };
    const found = await unfinishedFor(database, waiting, ['1', '2', '3', '4', '5']);
    assert.deepEqual([...found].toSorted(), ['1', '4']);
  });

  it('says 0 when nothing is overdue', async () => {
    await add('mail', 'pending', -1_000);
    assert.equal((await taskStats(database)).oldestPendingSeconds, 0);
  });

  it('lists the newest first, by state and kind, and pages', async () => {
    const dead = [await add('mail', 'dead'), await add('mail', 'dead'), await add('feed', 'dead')];
    await add('mail', 'pending');
    const ids = async (filter: Partial<Parameters<typeof listTasks>[1]>) =>
      (await listTasks(database, { limit: 10, ...filter })).map(({ id }) => id);
    assert.deepEqual(await ids({ states: ['dead'] }), dead.toReversed());
    assert.equal((await ids({})).length, 4);
    assert.equal((await ids({ states: ['dead', 'pending'], limit: 2 })).length, 2);
    assert.deepEqual(await ids({ states: ['done', 'running'] }), []);
    assert.deepEqual(await ids({ states: ['dead'], kind: 'mail' }), [dead[1], dead[0]]);
    assert.deepEqual(await ids({ states: ['dead'], limit: 1, below: dead[2] }), [dead[1]]);
    const [task] = await listTasks(database, { states: ['dead'], kind: 'feed', limit: 1 });
    assert.deepEqual([task?.lastError, task?.attempts, task?.payload], ['Error: no', 3, {}]);
  });

  it('finds a task by its id, and null when there is none', async () => {
    const id = await add('mail', 'done');
    assert.equal((await findTask(database, id))?.state, 'done');
    assert.equal(await findTask(database, '1'), null);
  });
});
