import assert from 'node:assert/strict';
import { type TestApp, startTestApp } from '../../support/app.js';
import { type Client, clientOf, type Person } from '../../support/client.js';
import { contentOf } from '../../support/content.js';

type Field = 'followUser' | 'blockUser' | 'unblockUser' | 'muteUser' | 'unmuteUser';

describe('blocks and mutes', () => {
  let app: TestApp, client: Client;
  before(async () => {
    app = await startTestApp();
    client = clientOf(app);
  });
  after(() => app.stop());

  const pair = async () =>
    (await Promise.all([client.register(), client.register()])) as unknown as [Person, Person];
  const send = async (field: Field, who: Person, id: string) => {
    const query = `mutation ($id: ID!) { done: ${field}(userId: $id) { success message errors } }`;
    return (await client.data(query, { id }, who.token)).done;
  };
  const counts = async ({ token }: Person) =>
    (await client.data('{ me { followersCount followingCount } }', null, token)).me;
  const sees = async (who: Person, whom: Person) =>
    (await client.data('query ($id: ID!) { userById(id: $id) { id } }', { id: whom.id }, who.token))
      .userById !== null;
  const listed = async (field: string, { token }: Person, variables: object = {}) => {
    const query = `query ($first: Int, $after: String) { list: ${field}(first: $first, after: $after) {
      edges { node { id } } pageInfo { hasNextPage endCursor } } }`;
    const { list } = await client.data(query, variables, token);
    return { ids: list.edges.map(({ node }: { node: { id: string } }) => node.id), ...list.pageInfo };
  };

  it('a block ends follows both ways, hides the accounts from each other and prevents new follows', async () => {
    const [a, b] = await pair();
    await send('followUser', a, b.id);
    await send('followUser', b, a.id);
    assert.equal((await send('blockUser', a, b.id)).success, true);
    for (const one of [a, b]) assert.deepEqual(await counts(one), { followersCount: 0, followingCount: 0 });
    assert.deepEqual([await sees(a, b), await sees(b, a)], [false, false]);
    for (const [who, whom] of [[a, b] as const, [b, a] as const]) {
      assert.equal((await send('followUser', who, whom.id)).message, 'User not found');
      assert.equal((await send('muteUser', who, whom.id)).message, 'User not found');
    }
  });

  it('a block changes no count but those of the follows it ends, although lists leave the account out', async () => {
    const [reader, hidden] = await pair();
    const author = await client.register();
    const content = contentOf(client);
    const postId = await content.post(author);
    const commentId = await content.comment(hidden, postId);
    await content.comment(hidden, postId, commentId);
    await content.share(hidden, postId);
    await client.data(
      'mutation ($id: ID!) { likePost(postId: $id) { success } }',
      { id: postId },
      hidden.token,
    );
    await send('followUser', hidden, author.id);
    await send('followUser', author, hidden.id);
    await send('blockUser', reader, hidden.id);
    const query = `query ($id: ID!) { postById(id: $id) {
      likesCount commentCount shareCount likes { id } comments { id } shares { id }
      user { followersCount followingCount followers { createdAt } following { createdAt } } } }`;
    const seen = async (who: Person) => (await client.data(query, { id: postId }, who.token)).postById;
    const { likes, comments, shares, user, ...counted } = await seen(reader);
    const { followers, following, ...follows } = user;
    assert.deepEqual([likes, comments, shares, followers, following], [[], [], [], [], []]);
    assert.deepEqual(counted, { likesCount: 1, commentCount: 2, shareCount: 1 });
    assert.deepEqual(follows, { followersCount: 1, followingCount: 1 });
    const { followers: all } = (await seen(author)).user;
    assert.equal(all.length, 1);
  });

  it('a block can be removed, and a second time is a success', async () => {
    const [a, b] = await pair();
    for (const field of ['blockUser', 'blockUser', 'unblockUser', 'unblockUser'] as const)
      assert.equal((await send(field, a, b.id)).success, true);
    assert.deepEqual([await sees(a, b), await sees(b, a)], [true, true]);
    assert.equal((await send('followUser', b, a.id)).success, true);
  });

  it('both may block each other, and each removes only its own block', async () => {
    const [a, b] = await pair();
    await send('blockUser', a, b.id);
    await send('blockUser', b, a.id);
    await send('unblockUser', a, b.id);
    assert.deepEqual([await sees(a, b), await sees(b, a)], [false, false]);
    assert.deepEqual((await listed('blockedUsers', b)).ids, [a.id]);
    assert.deepEqual((await listed('blockedUsers', a)).ids, []);
  });

  it('a blocked account shows no other account to the blocker', async () => {
    const [a, b] = await pair();
    const fan = await client.register();
    await send('followUser', fan, b.id);
    await send('blockUser', a, b.id);
    const lists = 'followersConnection { edges { cursor } } followers { createdAt }';
    const query = `{ blockedUsers { edges { node { username ${lists} } } } }`;
    const { blockedUsers } = await client.data(query, null, a.token);
    assert.deepEqual(blockedUsers.edges, [
      { node: { username: b.username, followersConnection: { edges: [] }, followers: [] } },
    ]);
  });

  it('a mute is private and hides nothing outside of the feed', async () => {
    const [a, b] = await pair();
    for (const field of ['muteUser', 'muteUser'] as const)
      assert.equal((await send(field, a, b.id)).success, true);
    assert.deepEqual((await listed('mutedUsers', a)).ids, [b.id]);
    assert.deepEqual((await listed('mutedUsers', b)).ids, []);
    assert.deepEqual([await sees(a, b), await sees(b, a)], [true, true]);
    await send('unmuteUser', a, b.id);
    assert.deepEqual((await listed('mutedUsers', a)).ids, []);
  });

  it('lists come page by page', async () => {
    const [a, b] = await pair();
    const c = await client.register();
    for (const { id } of [b, c]) await send('blockUser', a, id);
    const first = await listed('blockedUsers', a, { first: 1 });
    const rest = await listed('blockedUsers', a, { first: 1, after: first.endCursor });
    assert.deepEqual([first.hasNextPage, rest.hasNextPage], [true, false]);
    assert.deepEqual(new Set([...first.ids, ...rest.ids]), new Set([b.id, c.id]));
  });

  it('are rejected for the caller’s own id, for unknown accounts, and anonymously', async () => {
    const [a] = await pair();
    assert.equal((await send('blockUser', a, a.id)).message, 'You cannot block yourself');
    assert.equal((await send('muteUser', a, a.id)).message, 'You cannot mute yourself');
    for (const field of ['blockUser', 'muteUser'] as const)
      for (const id of ['1', 'x', '99999999999999999999'])
        assert.equal((await send(field, a, id)).message, 'User not found');
    for (const field of ['blockUser', 'unblockUser', 'muteUser', 'unmuteUser']) {
      const { data } = await client.gql(`mutation { ${field}(userId: "${a.id}") { success message } }`);
      assert.deepEqual(data[field], { success: false, message: 'Authentication required' });
    }
    for (const field of ['blockedUsers', 'mutedUsers']) {
      const { errors } = await client.gql(`{ ${field} { edges { cursor } } }`);
      assert.equal(errors?.[0]?.extensions.code, 'UNAUTHENTICATED');
    }
  });
});
