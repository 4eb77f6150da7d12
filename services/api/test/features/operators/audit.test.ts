import assert from 'node:assert/strict';
import { audit } from '@feed/store/operators/audit/writes';
import { type TestApp, startTestApp } from '../../support/app.js';
import { type Client, clientOf } from '../../support/client.js';
import type { Someone } from '../../support/people.js';
import { withRole } from '../../support/roles.js';

describe('auditLog', () => {
  let app: TestApp, client: Client, admin: Someone, other: Someone;
  before(async () => {
    app = await startTestApp();
    client = clientOf(app);
    admin = await withRole(app, 'ADMIN');
    other = await withRole(app, 'ADMIN');
    await app.context.database.transaction(async (tx) => {
      await audit(tx, { actorId: admin.id, action: 'task.bury', targetType: 'task', targetId: '12' });
      await audit(tx, { actorId: other.id, action: 'task.retry', targetType: 'task', targetId: '12' });
      const detail = { operator: 'root' };
      await audit(tx, { actorId: null, detail, action: 'feeds.rebuild', targetType: 'system', targetId: '' });
    });
  });
  after(() => app.stop());

  const log = async (args = '', selection = 'action') => {
    const query = `{ auditLog${args} { edges { cursor node { ${selection} } } pageInfo { hasNextPage endCursor } } }`;
    const { edges, pageInfo } = (await client.data(query, null, admin.token)).auditLog;
    const nodes = (edges as { node: Record<string, unknown> }[]).map(({ node }) => node);
    return { nodes, ...(pageInfo as { hasNextPage: boolean; endCursor: string }) };
  };
  const actions = async (args: string) => (await log(args)).nodes.map(({ action }) => action);

  it('shows who did what to what, newest first', async () => {
    const { nodes } = await log('', 'origin actorId actor { username } action targetType targetId detail');
    assert.deepEqual(nodes, [
      {
        ...{ origin: 'COMMAND', actorId: null, actor: null, action: 'feeds.rebuild' },
        ...{ targetType: 'system', targetId: '', detail: { operator: 'root' } },
      },
      {
        ...{ origin: 'API', actorId: other.id, actor: { username: other.username }, action: 'task.retry' },
        ...{ targetType: 'task', targetId: '12', detail: null },
      },
      {
        ...{ origin: 'API', actorId: admin.id, actor: { username: admin.username }, action: 'task.bury' },
        ...{ targetType: 'task', targetId: '12', detail: null },
      },
    ]);
    const [{ createdAt }] = (await log('', 'createdAt')).nodes as [{ createdAt: string }];
    assert.ok(Math.abs(Date.parse(createdAt) - Date.now()) < 60_000);
  });

  it('is filtered, and paged', async () => {
    assert.deepEqual(await actions(`(actorId: "${admin.id}")`), ['task.bury']);
    assert.deepEqual(await actions('(targetId: "12")'), ['task.retry', 'task.bury']);
    assert.deepEqual(await actions('(action: "task.retry")'), ['task.retry']);
    for (const args of ['(actorId: "none")', '(targetId: "none")', '(action: "none")', '(actorId: "1")'])
      assert.deepEqual(await actions(args), []);
    const first = await log('(first: 2)');
    assert.equal(first.hasNextPage, true);
    assert.deepEqual(await actions(`(first: 2, after: "${first.endCursor}")`), ['task.bury']);
  });

  it('rejects a page that is too large, and a foreign cursor', async () => {
    const code = async (args: string) =>
      (await client.gql(`{ auditLog(${args}) { __typename } }`, null, admin.token)).errors?.[0]?.extensions
        .code;
    assert.equal(await code('first: 101'), 'INVALID_INPUT');
    assert.equal(await code('after: "x"'), 'INVALID_CURSOR');
  });
});
