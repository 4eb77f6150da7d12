import assert from 'node:assert/strict';
import { statement } from '@feed/store/postgres/statement';
import { type TestApp, startTestApp } from '../../support/app.js';
import { type Client, clientOf } from '../../support/client.js';
import type { Someone } from '../../support/people.js';
import { withRole } from '../../support/roles.js';

const make = statement<{ id: string }>(
  'test.make_task',
  `INSERT INTO tasks (kind, payload, state, dedup_key, attempts, last_error, request_id, finished_at)
   VALUES ($1, '{"userId":"7"}', $2::task_state, $3, 10, $4, 'req', CASE WHEN $2 IN ('dead', 'done') THEN now() END)
   RETURNING id`,
);

describe('tasks for administrators', () => {
  let app: TestApp, client: Client, admin: Someone;
  before(async () => {
    app = await startTestApp();
    client = clientOf(app);
    admin = await withRole(app, 'ADMIN');
  });
  after(() => app.stop());

  const add = async (kind: string, state: string, key: string | null = null) => {
    const error = state === 'dead' ? 'Error: no route' : null;
    return (await app.context.database.query(make, [kind, state, key, error]))[0]?.id ?? '';
  };
  const list = async (args: string, field = 'tasks') => {
    const query = `{ list: ${field}${args} { edges { node { id } } pageInfo { hasNextPage endCursor } } }`;
    const { edges, pageInfo } = (await client.data(query, null, admin.token)).list;
    return { ids: (edges as { node: { id: string } }[]).map(({ node }) => node.id), ...pageInfo };
  };
  const call = async (field: 'retryTask' | 'buryTask', id: string) => {
    const query = `mutation { done: ${field}(id: "${id}") { success message errors code task { state attempts } } }`;
    return (await client.data(query, null, admin.token)).done;
  };
  const actionsOn = async (id: string) => {
    const query = `{ auditLog(targetId: "${id}") { edges { node { action actorId } } } }`;
    const { edges } = (await client.data(query, null, admin.token)).auditLog;
    return (edges as { node: unknown }[]).map(({ node }) => node);
  };

  it('are listed in all states, newest first, and paged', async () => {
    const ids: Record<string, string> = {};
    for (const state of ['dead', 'done', 'running', 'pending']) ids[state] = await add('list-me', state);
    const { dead = '', done = '', running = '', pending = '' } = ids;
    assert.deepEqual((await list('(kind: "list-me")')).ids, [pending, running, done, dead]);
    assert.deepEqual((await list('(kind: "list-me", states: [])')).ids, [pending, running, done, dead]);
    assert.deepEqual((await list('(kind: "list-me", states: [DEAD, DONE])')).ids, [done, dead]);
    assert.ok((await list('', 'deadTasks')).ids.includes(dead));
    assert.deepEqual((await list('(kind: "none")')).ids, []);
    const first = await list('(kind: "list-me", first: 3)');
    assert.equal(first.hasNextPage, true);
    assert.deepEqual((await list(`(kind: "list-me", after: "${first.endCursor}")`)).ids, [dead]);
  });

  it('show everything about themselves', async () => {
    await add('show-me', 'dead');
    const query = `{ tasks(kind: "show-me") { edges { node {
      kind state payload attempts lastError requestId createdAt dueAt finishedAt } } } }`;
    const [{ node }] = (await client.data(query, null, admin.token)).tasks.edges as [
      { node: Record<string, unknown> },
    ];
    const { createdAt, dueAt, finishedAt, ...rest } = node;
    assert.deepEqual(rest, {
      ...{ kind: 'show-me', state: 'DEAD', payload: { userId: '7' }, attempts: 10 },
      ...{ lastError: 'Error: no route', requestId: 'req' },
    });
    for (const time of [createdAt, dueAt, finishedAt])
      assert.ok(Math.abs(Date.parse(String(time)) - Date.now()) < 60_000);
  });

  it('are retried when they are dead', async () => {
    const dead = await add('welcome-mail', 'dead');
    const task = { state: 'PENDING', attempts: 0 };
    assert.deepEqual(await call('retryTask', dead), {
      ...{ success: true, message: 'The task has new attempts', errors: [], code: null, task },
    });
    assert.equal((await call('retryTask', dead)).message, 'The task is pending already');
    assert.deepEqual(await actionsOn(dead), [{ action: 'task.retry', actorId: admin.id }]);
  });

  it('are buried when they are pending', async () => {
    const pending = await add('welcome-mail', 'pending');
    assert.deepEqual((await call('buryTask', pending)).task, { state: 'DEAD', attempts: 10 });
    assert.equal((await call('buryTask', pending)).message, 'The task is dead already');
    assert.deepEqual(await actionsOn(pending), [{ action: 'task.bury', actorId: admin.id }]);
  });

  it('say why nothing can be done', async () => {
    const fails = async (field: 'retryTask' | 'buryTask', id: string, code: string, message: string) =>
      assert.deepEqual(await call(field, id), {
        success: false,
        message,
        errors: [message],
        code,
        task: null,
      });
    const [done, running] = [await add('welcome-mail', 'done'), await add('welcome-mail', 'running')];
    await fails('retryTask', done, 'CONFLICT', 'The task is done');
    await fails('buryTask', done, 'CONFLICT', 'The task is done');
    await fails('buryTask', running, 'CONFLICT', 'The task is running');
    const dead = await add('welcome-mail', 'dead', 'same');
    await add('welcome-mail', 'pending', 'same');
    await fails('retryTask', dead, 'CONFLICT', 'A pending task of this kind does the same work');
    for (const id of ['1', 'none'])
      for (const field of ['retryTask', 'buryTask'] as const)
        await fails(field, id, 'NOT_FOUND', 'Task not found');
    assert.deepEqual(await actionsOn(dead), []);
  });

  it('reject pages and states that do not exist', async () => {
    const code = async (args: string, variables: object = {}) =>
      (
        await client.gql(
          `query ($states: [TaskState!]) { tasks(states: $states, ${args}) { __typename } }`,
          variables,
          admin.token,
        )
      ).errors?.[0]?.extensions.code;
    assert.equal(await code('first: 0'), 'INVALID_INPUT');
    assert.equal(await code('first: 1', { states: ['LOST'] }), 'INVALID_INPUT');
  });
});
