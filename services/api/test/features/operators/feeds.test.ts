import assert from 'node:assert/strict';
import { statement } from '@feed/store/postgres/statement';
import { type TestApp, startTestApp } from '../../support/app.js';
import { type Client, clientOf } from '../../support/client.js';
import { type Content, contentOf } from '../../support/content.js';
import { crowd, type Someone } from '../../support/people.js';
import { withRole } from '../../support/roles.js';

const follow = statement('test.follow', 'INSERT INTO follows (follower_id, followee_id) VALUES ($1, $2)');
const relations = statement<{ kind: string }>(
  'test.changes',
  'SELECT kind FROM feed_changes WHERE account_id = $1 ORDER BY n',
);
const write = statement('test.posts_count', 'UPDATE users SET posts_count = $2 WHERE id = $1');

describe('verifyFeed and rebuildFeed', () => {
  let app: TestApp, client: Client, content: Content;
  let admin: Someone, viewer: Someone, friend: Someone;
  before(async () => {
    // Feeds come from Redis, because none is in memory.
    app = await startTestApp({ env: { FEED_MEMORY_BYTES: '0' } });
    client = clientOf(app);
    content = contentOf(client);
    admin = await withRole(app, 'ADMIN');
  });
  after(() => app.stop());
  beforeEach(async () => {
    [viewer, friend] = (await crowd(app, 2)) as [Someone, Someone];
    await app.context.database.query(follow, [viewer.id, friend.id]);
    await content.post(friend);
  });

  const read = async () => {
    const { edges } = (await client.data('{ homeFeed { edges { node { id } } } }', null, viewer.token))
      .homeFeed;
    return (edges as { node: { id: string } }[]).map(({ node }) => node.id);
  };
  const verify = async (userId = viewer.id) => {
    const query = `mutation { verifyFeed(userId: "${userId}") {
      success message errors code cached faults { kind postId shareId } } }`;
    return (await client.data(query, null, admin.token)).verifyFeed;
  };
  const rebuild = async (userId = viewer.id) => {
    const query = `mutation { rebuildFeed(userId: "${userId}") { success message errors code } }`;
    return (await client.data(query, null, admin.token)).rebuildFeed;
  };
  const entries = async () => {
    const query = `{ auditLog(targetId: "${viewer.id}") { edges { node { action targetType detail actorId } } } }`;
    const { edges } = (await client.data(query, null, admin.token)).auditLog;
    return (edges as { node: { actorId: string } }[]).map(({ node: { actorId, ...rest } }) => {
      assert.equal(actorId, admin.id);
      return rest;
    });
  };

  it('find what a cached feed lacks, and repair it', async () => {
    const right = { success: true, message: 'The feed is right', errors: [], code: null, faults: [] };
    assert.deepEqual(await verify(), { ...right, cached: false });
    await read();
    assert.deepEqual(await verify(), { ...right, cached: true });
    // No worker runs that would bring it there.
    const postId = await content.post(friend);
    const faults = [{ kind: 'MISSING', postId, shareId: null }];
    const { message, ...found } = await verify();
    assert.equal(message, 'The feed differs in 1 entry');
    assert.deepEqual(found, { success: true, errors: [], code: null, cached: true, faults });
    assert.equal((await rebuild()).success, true);
    assert.equal(await app.context.timelines.exists(viewer.id), false);
    assert.equal((await read())[0], postId);
    assert.deepEqual(await verify(), { ...right, cached: true });
    const verified = (count: number) => ({
      action: 'feed.verify',
      targetType: 'feed',
      detail: { faults: count },
    });
    assert.deepEqual(await entries(), [
      verified(0),
      { action: 'feed.rebuild', targetType: 'feed', detail: null },
      ...[verified(1), verified(0), verified(0)],
    ]);
  });

  it('tell every process to forget the feed that it has in memory', async () => {
    const changes = async () =>
      (await app.context.database.query(relations, [viewer.id])).map(({ kind }) => kind);
    const before = await changes();
    await rebuild();
    assert.deepEqual(await changes(), [...before, 'relation']);
  });

  it('leave feeds alone that take too long to compare, and accounts that do not exist', async () => {
    await app.context.database.query(write, [friend.id, 50_001]);
    const { code, cached, faults } = await verify();
    assert.deepEqual([code, cached, faults], ['CONFLICT', null, null]);
    for (const id of ['1', 'none'])
      for (const call of [verify, rebuild]) assert.equal((await call(id)).message, 'User not found');
    assert.deepEqual(await entries(), []);
  });

  it('fail without Redis, and record nothing', async () => {
    const lost = await startTestApp({ servers: app, env: { REDIS_URL: 'redis://127.0.0.1:1' } });
    try {
      for (const field of ['verifyFeed', 'rebuildFeed']) {
        const query = `mutation { ${field}(userId: "${viewer.id}") { success } }`;
        const { errors } = await clientOf(lost).gql(query, null, admin.token);
        assert.equal(errors?.[0]?.extensions.code, 'UNAVAILABLE', field);
      }
      assert.deepEqual(await entries(), []);
    } finally {
      await lost.stop();
    }
  });
});
