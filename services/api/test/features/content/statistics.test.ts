import assert from 'node:assert/strict';
import type { Database } from '@feed/store/postgres/queryable';
import { type TestApp, startTestApp } from '../../support/app.js';
import { type Client, clientOf } from '../../support/client.js';
import { block, type Content, contentOf } from '../../support/content.js';
import { crowd, type Someone } from '../../support/people.js';

const fields = `totalPosts totalLikes totalComments totalShares followersCount followingCount engagementRate
  topPerformingPost { id content }`;
const byUserId = `query ($id: ID) { stats: userStats(userId: $id) { ${fields} } }`;
const byId = `query ($id: ID) { stats: userStats(id: $id) { ${fields} } }`;

describe('userStats', () => {
  let app: TestApp, client: Client, database: Database, content: Content;
  let people: Someone[], ada: Someone, bob: Someone, eve: Someone;

  before(async () => {
    app = await startTestApp();
    client = clientOf(app);
    content = contentOf(client);
    ({ database } = app.context);
  });
  beforeEach(async () => {
    people = await crowd(app, 4);
    [ada, bob, eve] = people as [Someone, Someone, Someone];
  });
  after(() => app.stop());

  const write = (who: Someone, field: string, args: string) =>
    client.data(`mutation { done: ${field}(${args}) { success } }`, null, who.token);
  const stats = async (who: Someone, query = byUserId, id = ada.id) =>
    (await client.data(query, { id }, who.token)).stats;

  it('sums up what the posts of an account have received, each row once', async () => {
    const [first, second, gone] = [await content.post(ada), await content.post(ada), await content.post(ada)];
    for (const who of people) {
      for (const id of [first, gone]) await write(who, 'likePost', `postId: "${id}"`);
      await content.comment(who, first);
      await content.comment(who, second, await content.comment(who, second));
    }
    await content.share(bob, second);
    await write(ada, 'deletePost', `id: "${gone}"`);
    await content.share(ada, await content.post(bob));
    for (const who of [bob, eve]) await write(who, 'followUser', `userId: "${ada.id}"`);
    await write(ada, 'followUser', `userId: "${bob.id}"`);
    const expected = {
      ...{ totalPosts: 2, totalLikes: 4, totalComments: 12, totalShares: 1 },
      ...{ followersCount: 2, followingCount: 1, engagementRate: 8.5 },
      topPerformingPost: { id: second, content: 'text' },
    };
    for (const query of [byUserId, byId]) assert.deepEqual(await stats(eve, query), expected);
    await write(bob, 'unlikePost', `postId: "${first}"`);
    assert.deepEqual(await stats(eve), { ...expected, totalLikes: 3, engagementRate: 8 });
  });

  it('names the newer one of equal posts, and none without posts', async () => {
    const nothing = {
      ...{ totalPosts: 0, totalLikes: 0, totalComments: 0, totalShares: 0 },
      ...{ followersCount: 0, followingCount: 0, engagementRate: 0, topPerformingPost: null },
    };
    assert.deepEqual(await stats(bob), nothing);
    const [one, two] = [await content.post(ada), await content.post(ada)];
    assert.equal((await stats(bob)).topPerformingPost.id, two);
    await write(bob, 'likePost', `postId: "${one}"`);
    assert.equal((await stats(bob)).topPerformingPost.id, one);
    await content.comment(bob, two);
    assert.equal((await stats(bob)).topPerformingPost.id, two);
  });

  it('is null where the account is: unknown, or hidden by a block', async () => {
    for (const id of ['1', 'x', '9'.repeat(40)]) assert.equal(await stats(bob, byId, id), null);
    await block(database, ada, eve);
    assert.equal(await stats(eve), null);
    assert.equal(await stats(ada, byId, eve.id), null);
    assert.equal((await stats(bob)).totalPosts, 0);
  });

  it('needs exactly one of its arguments, and a login', async () => {
    for (const args of ['', `(id: "${ada.id}", userId: "${ada.id}")`, '(id: null)']) {
      const { errors } = await client.gql(`{ userStats${args} { totalPosts } }`, null, bob.token);
      const [error] = errors ?? [];
      assert.deepEqual(
        [error?.extensions.code, error?.message],
        ['INVALID_INPUT', 'Name exactly one of id and userId'],
      );
    }
    const { errors } = await client.gql(byId, { id: ada.id });
    assert.equal(errors?.[0]?.extensions.code, 'UNAUTHENTICATED');
  });
});
