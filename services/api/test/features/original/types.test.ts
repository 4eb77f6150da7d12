import assert from 'node:assert/strict';
import { idTime } from '@feed/store/postgres/ids';
import { type TestApp, startTestApp } from '../../support/app.js';
import { type Client, clientOf } from '../../support/client.js';
import { assertNoDrift, block, type Content, contentOf } from '../../support/content.js';
import { crowd, type Someone } from '../../support/people.js';

const own = `comments { id } postLikes { id post { id } } commentLikes { id comment { id } } shares { id post { id } }
  requestedFriends { id status requester { id } receiver { id } createdAt updatedAt }
  receivedFriends { id } sentMessages { id sender { id } receiver { id } content isRead readAt createdAt }
  receivedMessages { id } interactions { id user { id } targetType targetId interactionType metadata createdAt }`;
const names = [
  ...['comments', 'postLikes', 'commentLikes', 'shares', 'requestedFriends', 'receivedFriends'],
  ...['sentMessages', 'receivedMessages', 'interactions'],
];

describe('types and lists of the original system', () => {
  let app: TestApp, client: Client, content: Content;
  let ada: Someone, bob: Someone, eve: Someone;

  before(async () => {
    app = await startTestApp();
    client = clientOf(app);
    content = contentOf(client);
  });
  beforeEach(async () => {
    [ada, bob, eve] = (await crowd(app, 3)) as [Someone, Someone, Someone];
  });
  afterEach(() => assertNoDrift(app.context.database));
  after(() => app.stop());

  const ask = async (who: Someone, query: string, variables: object = {}) =>
    client.data(query, variables, who.token);
  const write = (who: Someone, field: string, args: string) =>
    ask(who, `mutation { done: ${field}(${args}) { success } }`);

  it('name the author of a post in both ways, say what is not deleted, and give follows an id', async () => {
    const postId = await content.post(ada);
    await content.comment(bob, postId);
    const query = `{ postById(id: "${postId}") { isDeleted user { id username } author { id username bio }
      comments { isDeleted user { id } } } }`;
    const { postById } = await ask(bob, query);
    assert.deepEqual(postById.author, { ...postById.user, bio: '' });
    assert.deepEqual([postById.isDeleted, postById.comments[0].isDeleted], [false, false]);
    await write(bob, 'followUser', `userId: "${ada.id}"`);
    const { userById } = await ask(ada, `{ userById(id: "${ada.id}") { followers { id createdAt } } }`);
    const [{ id, createdAt }] = userById.followers;
    assert.equal(idTime(id as string).toISOString(), createdAt);
  });

  it('say when a profile was changed, also in a home feed', async () => {
    const postId = await content.post(ada);
    const read = async () => {
      const { me, homeFeed, postById } = await ask(
        ada,
        `{ me { createdAt updatedAt } homeFeed { edges { node { user { updatedAt } } } }
          postById(id: "${postId}") { author { updatedAt } } }`,
      );
      assert.equal(homeFeed.edges[0].node.user.updatedAt, me.updatedAt);
      assert.equal(postById.author.updatedAt, me.updatedAt);
      return me as { createdAt: string; updatedAt: string };
    };
    const first = await read();
    const sinceCreation = Date.parse(first.updatedAt) - Date.parse(first.createdAt);
    assert.ok(sinceCreation >= 0 && sinceCreation < 1_000, `${sinceCreation}`);
    await write(ada, 'updateUserProfile', 'input: { bio: "new" }');
    const second = await read();
    assert.ok(second.updatedAt > first.updatedAt);
    await write(bob, 'followUser', `userId: "${ada.id}"`);
    assert.deepEqual(await read(), second);
  });

  it('list what an account has written and liked, newest first, to itself alone', async () => {
    const [one, two] = [await content.post(ada), await content.post(eve)];
    const comments = [await content.comment(bob, one), await content.comment(bob, two)] as const;
    for (const id of [one, two]) await write(bob, 'likePost', `postId: "${id}"`);
    for (const id of comments) await write(bob, 'likeComment', `commentId: "${id}"`);
    const shares = [await content.share(bob, one), await content.share(bob, two)];
    const { me } = await ask(bob, `{ me { ${own} } }`);
    const ofThings = (list: { id: string; post?: object; comment?: object }[]) =>
      list.map(({ post, comment }) => post ?? comment);
    assert.deepEqual(me.comments, [{ id: comments[1] }, { id: comments[0] }]);
    assert.deepEqual(ofThings(me.postLikes), [{ id: two }, { id: one }]);
    assert.deepEqual(ofThings(me.commentLikes), [{ id: comments[1] }, { id: comments[0] }]);
    assert.deepEqual(me.shares, [
      { id: shares[1], post: { id: two } },
      { id: shares[0], post: { id: one } },
    ]);
    for (const name of names.slice(4)) assert.deepEqual(me[name], [], name);
    const nothing = Object.fromEntries(names.map((name) => [name, null]));
    assert.deepEqual(await ask(ada, `{ userById(id: "${bob.id}") { ${own} } }`), { userById: nothing });
    const anonymous = await client.data(`{ searchUsers(query: "${bob.username}") { ${own} } }`);
    assert.deepEqual(anonymous.searchUsers, [nothing]);
    await block(app.context.database, eve, bob);
    const after = await ask(bob, `{ me { ${own} } }`);
    assert.deepEqual(after.me.comments, [{ id: comments[0] }]);
    for (const name of ['postLikes', 'commentLikes', 'shares']) assert.equal(after.me[name].length, 1, name);
    await write(bob, 'deleteComment', `id: "${comments[0]}"`);
    await write(bob, 'unsharePost', `postId: "${one}"`);
    const last = await ask(bob, '{ me { comments { id } commentLikes { id } shares { id } } }');
    assert.deepEqual(last.me, { comments: [], commentLikes: [], shares: [] });
  });

  it('list the posts of a time', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 3; n += 1) ids.push(await content.post(ada));
    const [first, middle, last] = ids.map((id) => idTime(id).toISOString()) as [string, string, string];
    const list = async (variables: object) => {
      const query = `query ($userId: ID, $createdAfter: DateTime, $createdBefore: DateTime) {
        allPosts(userId: $userId, createdAfter: $createdAfter, createdBefore: $createdBefore) { id } }`;
      return (await ask(bob, query, variables)).allPosts.map(({ id }: { id: string }) => ids.indexOf(id));
    };
    const userId = ada.id;
    assert.deepEqual(await list({ userId, createdAfter: first }), [2, 1]);
    assert.deepEqual(await list({ userId, createdBefore: last }), [1, 0]);
    assert.deepEqual(await list({ userId, createdAfter: first, createdBefore: last }), [1]);
    assert.deepEqual(await list({ createdAfter: first, createdBefore: last }), [1]);
    assert.deepEqual(await list({ userId, createdAfter: middle, createdBefore: middle }), []);
    assert.deepEqual(await list({ userId, createdAfter: '0001-01-01T00:00:00Z' }), [2, 1, 0]);
    assert.deepEqual(await list({ userId, createdBefore: '9999-01-01T00:00:00Z' }), [2, 1, 0]);
    assert.deepEqual(await list({ userId, createdAfter: null, createdBefore: null }), [2, 1, 0]);
    const inDocument = `{ allPosts(userId: "${userId}", createdAfter: "${middle}") { id } }`;
    assert.deepEqual((await ask(bob, inDocument)).allPosts, [{ id: ids[2] }]);
    const variables = { userId, createdAfter: 'yesterday' };
    const query = 'query ($createdAfter: DateTime) { allPosts(createdAfter: $createdAfter) { id } }';
    assert.equal(
      (await client.gql(query, variables, bob.token)).errors?.[0]?.extensions.code,
      'INVALID_INPUT',
    );
  });

  it('reach every comment by an offset', async () => {
    const postId = await content.post(ada);
    const top: string[] = [];
    for (let n = 0; n < 4; n += 1) top.push(await content.comment(bob, postId));
    const replies: string[] = [];
    for (let n = 0; n < 3; n += 1) replies.push(await content.comment(eve, postId, top[0]));
    const query = `query ($limit: Int, $offset: Int) {
      postComments(postId: "${postId}", limit: $limit, offset: $offset) { id }
      commentReplies(commentId: "${top[0]}", limit: $limit, offset: $offset) { id } }`;
    const read = async (variables: object) => {
      const { postComments, commentReplies } = await ask(ada, query, variables);
      return [postComments, commentReplies].map((list) => list.map(({ id }: { id: string }) => id));
    };
    assert.deepEqual(await read({}), [top, replies]);
    assert.deepEqual(await read({ limit: 2, offset: 1 }), [top.slice(1, 3), replies.slice(1, 3)]);
    assert.deepEqual(await read({ offset: 3 }), [top.slice(3), []]);
    const both = `{ a: postComments(postId: "${postId}", limit: 1) { id }
      b: postComments(postId: "${postId}", limit: 1, offset: 1) { id } }`;
    assert.deepEqual(await ask(ada, both), { a: [{ id: top[0] }], b: [{ id: top[1] }] });
    const { errors } = await client.gql(query, { offset: -1 }, ada.token);
    assert.equal(errors?.[0]?.extensions.code, 'INVALID_INPUT');
  });
});
