import assert from 'node:assert/strict';
import { isCodedError } from '@feed/platform/errors';
import { auditLog } from '@feed/store/operators/audit/reads';
import type { Database } from '@feed/store/postgres/queryable';
import { statement } from '@feed/store/postgres/statement';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { findTask, type TaskState } from '../../src/sql/inspect.js';
import { buryPendingTask, retryDeadTask } from '../../src/sql/intervene.js';

const make = statement<{ id: string }>(
  'test.make_task',
  `INSERT INTO tasks (kind, payload, state, attempts, dedup_key) VALUES ('mail', '{}', $1::task_state, 3, $2)
   RETURNING id`,
);

describe('interventions in tasks', () => {
  let server: TestDatabase, database: Database;
  before(async () => {
    server = await testDatabase();
    database = server.open();
  });
  after(() => server.drop());

  const add = async (state: TaskState, key: string | null = null) =>
    (await database.query(make, [state, key]))[0]?.id ?? '';
  const retry = (id: string) =>
    database.transaction((tx) => retryDeadTask(tx, id, { actorId: '7', detail: { operator: 'ann' } }));
  const bury = (id: string) => database.transaction((tx) => buryPendingTask(tx, id, { actorId: null }));
  const audited = async (targetId: string) =>
    (await auditLog(database, { targetId }, { first: 10 }, { bio: false })).items.map(
      ({ action, actorId, targetType, detail }) => ({ action, actorId, targetType, detail }),
    );

  it('gives a dead task all its attempts, and says who did', async () => {
    const id = await add('dead');
    const done = await retry(id);
    assert.deepEqual([done?.changed, done?.task.state, done?.task.attempts], [true, 'pending', 0]);
    const detail = { operator: 'ann', kind: 'mail' };
    assert.deepEqual(await audited(id), [{ action: 'task.retry', actorId: '7', targetType: 'task', detail }]);
  });

  it('buries a pending task, and says who did', async () => {
    const id = await add('pending');
    const done = await bury(id);
    assert.deepEqual([done?.changed, done?.task.state], [true, 'dead']);
    assert.equal(done?.task.lastError, 'buried by an operator');
    assert.ok(done.task.finishedAt);
    assert.deepEqual((await audited(id)).length, 1);
    assert.equal((await retry(id))?.changed, true);
  });

  it('leaves tasks in other states as they are, and records nothing', async () => {
    for (const state of ['pending', 'running', 'done'] as const) {
      const id = await add(state);
      const done = await retry(id);
      assert.deepEqual([done?.changed, done?.task.state], [false, state]);
      assert.deepEqual(await audited(id), []);
    }
    for (const state of ['dead', 'running', 'done'] as const) {
      const id = await add(state);
      assert.equal((await bury(id))?.changed, false);
      assert.equal((await findTask(database, id))?.state, state);
      assert.deepEqual(await audited(id), []);
    }
    assert.deepEqual([await retry('1'), await bury('1')], [null, null]);
  });

  it('does not retry a task whose work a pending task does', async () => {
    const dead = await add('dead', 'same');
    await add('pending', 'same');
    await assert.rejects(retry(dead), (error) => isCodedError(error) && error.code === 'CONFLICT');
    assert.equal((await findTask(database, dead))?.state, 'dead');
    assert.deepEqual(await audited(dead), []);
  });
});
