import assert from 'node:assert/strict';
import type { Database } from '@feed/store/postgres/queryable';
import { statement } from '@feed/store/postgres/statement';
import { type TestApp, startTestApp } from '../../support/app.js';
import { type Client, clientOf } from '../../support/client.js';
import { assertNoDeadlocks, assertNoDrift, block, type Content, contentOf } from '../../support/content.js';
import { crowd, someone, type Someone } from '../../support/people.js';

const fields =
  'id title content mediaType isDeleted createdAt updatedAt isLikedByUser user { id postsCount }';
const createPost = `mutation ($input: CreatePostInput, $userId: ID, $content: String, $title: String) {
  createPost(input: $input, userId: $userId, content: $content, title: $title) {
    success message errors post { ${fields} } } }`;
const updatePost = `mutation ($id: ID!, $input: UpdatePostInput!) {
  updatePost(id: $id, input: $input) { success message errors post { ${fields} } } }`;
const deletePost = 'mutation ($id: ID!) { deletePost(id: $id) { success message errors } }';
const postById = `query ($id: ID!) { postById(id: $id) { ${fields} } }`;
const allPosts = `query ($limit: Int, $offset: Int, $userId: ID) {
  allPosts(limit: $limit, offset: $offset, userId: $userId) { id } }`;
const connection = `query ($first: Int, $after: String, $userId: ID) {
  postsConnection(first: $first, after: $after, userId: $userId) {
    edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

const recorded = statement<{ kind: string }>(
  'test.recorded',
  "SELECT kind FROM events WHERE payload->>'postId' = $1",
);

const notYours = "Post not found or you don't have permission";

describe('posts', () => {
  let app: TestApp, client: Client, database: Database, content: Content;
  let ada: Someone, bob: Someone;

  before(async () => {
    app = await startTestApp();
    client = clientOf(app);
    content = contentOf(client);
    ({ database } = app.context);
  });
  beforeEach(async () => {
    [ada, bob] = (await crowd(app, 2)) as [Someone, Someone];
  });
  afterEach(() => assertNoDrift(database));
  after(async () => {
    await assertNoDeadlocks(database);
    await app.stop();
  });

  const create = async (who: Someone, variables: object) =>
    (await client.data(createPost, variables, who.token)).createPost;
  const update = async (who: Someone, id: string, input: object) =>
    (await client.data(updatePost, { id, input }, who.token)).updatePost;
  const remove = async (who: Someone, id: string) =>
    (await client.data(deletePost, { id }, who.token)).deletePost;
  const find = async (who: Someone, id: string) => (await client.data(postById, { id }, who.token)).postById;
  const list = async (who: Someone, variables: object): Promise<string[]> =>
    (await client.data(allPosts, variables, who.token)).allPosts.map(({ id }: { id: string }) => id);
  const several = async (who: Someone, count: number): Promise<string[]> => {
    const ids: string[] = [];
    for (let i = 0; i < count; i += 1) ids.unshift(await content.post(who));
    return ids;
  };

  describe('createPost', () => {
    it('writes a post, counts it and records the event, in one transaction', async () => {
      const input = { title: ' Hello ', content: 'World', mediaType: 'image' };
      const { post, ...rest } = await create(ada, { input });
      assert.deepEqual(rest, { success: true, message: 'Post created successfully', errors: [] });
      assert.deepEqual(
        [post.title, post.content, post.mediaType, post.isDeleted],
        ['Hello', 'World', 'image', false],
      );
      assert.deepEqual(post.user, { id: ada.id, postsCount: 1 });
      assert.equal(post.createdAt, post.updatedAt);
      assert.ok(Math.abs(Date.parse(post.createdAt) - Date.now()) < 60_000);
      assert.deepEqual(await find(bob, post.id), post);
      assert.deepEqual(await database.query(recorded, [post.id]), [{ kind: 'post.created' }]);
    });

    it('accepts the arguments of the original too, for the caller only', async () => {
      const { post } = await create(ada, { userId: ada.id, content: 'World', title: 'Hello' });
      assert.deepEqual([post.title, post.content], ['Hello', 'World']);
      const rejected = await create(ada, { userId: bob.id, content: 'World' });
      assert.deepEqual([rejected.success, rejected.message], [false, 'You can only post as yourself']);
      assert.equal((await create(ada, {})).message, 'Content cannot be empty');
    });

    it('reports all validation errors together', async () => {
      const { errors, success, post } = await create(ada, {
        input: { content: ' \n ', title: 'x'.repeat(256), mediaType: 'nul\0' },
      });
      assert.deepEqual([success, post], [false, null]);
      assert.deepEqual(errors, [
        'Content is required',
        'Title must be at most 255 characters long',
        'Media type must not contain the NUL character',
      ]);
      assert.equal((await create(ada, { input: { content: 'x'.repeat(10_001) } })).success, false);
      assert.equal((await create(ada, { input: { content: 'x'.repeat(10_000) } })).success, true);
    });

    it('gives a repetition the first response, and writes once', async () => {
      const key = { 'idempotency-key': `key-${ada.id}` };
      const send = () => client.gql(createPost, { input: { content: 'once' } }, ada.token, key);
      const [first, ...others] = await Promise.all([send(), send(), send()]);
      assert.equal(first?.data.createPost.success, true);
      for (const other of others) assert.deepEqual(other, first);
      assert.equal((await list(ada, { userId: ada.id })).length, 1);
    });

    it('counts exactly when many posts are written and deleted concurrently', async () => {
      const ids = await Promise.all(Array.from({ length: 10 }, () => content.post(ada)));
      await Promise.all([...ids.slice(0, 5), ...ids.slice(0, 5)].map((id) => remove(ada, id)));
      const { user } = await find(ada, ids[9] ?? '');
      assert.equal(user.postsCount, 5);
    });
  });

  describe('updatePost', () => {
    it('changes what is given and keeps the rest', async () => {
      const { post } = await create(ada, { input: { title: 'Old', content: 'Text', mediaType: 'image' } });
      const changed = await update(ada, post.id, { title: 'New' });
      assert.deepEqual([changed.success, changed.post.title, changed.post.content], [true, 'New', 'Text']);
      assert.ok(changed.post.updatedAt >= changed.post.createdAt);
      const emptied = await update(ada, post.id, { title: '', mediaType: '', content: 'More' });
      assert.deepEqual(
        [emptied.post.title, emptied.post.mediaType, emptied.post.content],
        [null, null, 'More'],
      );
      assert.equal((await update(ada, post.id, { content: '  ' })).message, 'Content cannot be empty');
    });

    it('is for the author alone', async () => {
      const id = await content.post(ada, 'mine');
      const rejected = await update(bob, id, { content: 'yours' });
      assert.deepEqual([rejected.success, rejected.message], [false, notYours]);
      assert.equal((await find(ada, id)).content, 'mine');
      await block(database, ada, bob);
      for (const unknown of [id, '1', 'x', '9'.repeat(30)])
        assert.equal((await update(bob, unknown, { content: 'x' })).message, notYours);
    });
  });

  describe('deletePost', () => {
    it('hides it immediately; a second time is not an error', async () => {
      const [id, kept] = [await content.post(ada), await content.post(ada)];
      assert.deepEqual(await remove(ada, id), {
        success: true,
        message: 'Post deleted successfully',
        errors: [],
      });
      assert.equal(await find(ada, id), null);
      assert.deepEqual(await list(bob, { userId: ada.id }), [kept]);
      const again = await remove(ada, id);
      assert.deepEqual([again.success, again.message], [true, 'Post already deleted']);
      assert.equal((await update(ada, id, { content: 'x' })).message, notYours);
      assert.equal((await find(ada, kept)).user.postsCount, 1);
    });

    it('is for the author alone', async () => {
      const id = await content.post(ada);
      assert.equal((await remove(bob, id)).message, notYours);
      await block(database, bob, ada);
      assert.equal((await remove(bob, id)).message, notYours);
      assert.equal((await find(ada, id)).id, id);
    });
  });

  describe('reading', () => {
    it('lists newest first, by limit and offset and by keyset, of all and of one account', async () => {
      const ids = await several(ada, 5);
      await content.post(bob);
      assert.deepEqual(await list(bob, { userId: ada.id, limit: 2, offset: 1 }), ids.slice(1, 3));
      assert.deepEqual((await list(bob, { limit: 3, offset: 1 })).slice(0, 2), ids.slice(0, 2));
      const variables = { first: 3, userId: ada.id };
      const { postsConnection: first } = await client.data(connection, variables, bob.token);
      const after = first.pageInfo.endCursor;
      const { postsConnection: rest } = await client.data(connection, { ...variables, after }, bob.token);
      const pages = [...first.edges, ...rest.edges].map(({ node }) => node.id);
      assert.deepEqual(pages, ids);
      assert.deepEqual([first.pageInfo.hasNextPage, rest.pageInfo.hasNextPage], [true, false]);
      assert.equal(first.pageInfo.startCursor, first.edges[0].cursor);
      const everybodys = await client.data(connection, { first: 3 }, bob.token);
      assert.equal(everybodys.postsConnection.edges[1].node.id, ids[0]);
    });

    it('shows the posts of an account as its field', async () => {
      const ids = await several(ada, 3);
      const query = `query ($id: ID!) { userById(id: $id) { posts(limit: 2) { id }
        postsConnection(first: 2) { edges { node { id } } pageInfo { hasNextPage } } } }`;
      const { userById } = await client.data(query, { id: ada.id }, bob.token);
      const nodes = userById.postsConnection.edges.map(({ node }: { node: object }) => node);
      assert.deepEqual(userById.posts, [{ id: ids[0] }, { id: ids[1] }]);
      assert.deepEqual(nodes, userById.posts);
      assert.equal(userById.postsConnection.pageInfo.hasNextPage, true);
    });

    it('hides posts from both sides of a block', async () => {
      const [his, hers] = [await content.post(bob), await content.post(ada)];
      await block(database, ada, bob);
      assert.deepEqual([await find(ada, his), await find(bob, hers)], [null, null]);
      assert.deepEqual(await list(ada, { userId: bob.id }), []);
      assert.ok(!(await list(ada, { limit: 100 })).includes(his));
      assert.ok(!(await list(bob, { limit: 100 })).includes(hers));
    });

    it('finds nothing for an invalid id, and no share by its id', async () => {
      for (const id of ['0', '-1', '1; DROP TABLE posts', '٣', '9'.repeat(19)])
        assert.equal(await find(ada, id), null, id);
      assert.deepEqual(await list(ada, { userId: 'x' }), []);
      const shareId = await content.share(bob, await content.post(ada));
      assert.equal(await find(ada, shareId), null);
      assert.deepEqual(await list(ada, { userId: bob.id }), []);
    });

    it('takes a limit that is too large as the largest one, and rejects a page that is too large', async () => {
      await content.post(ada);
      const all = await list(ada, { limit: 1_000_000, userId: ada.id });
      assert.equal(all.length, 1);
      const { errors } = await client.gql(connection, { first: 101 }, ada.token);
      assert.equal(errors?.[0]?.extensions.code, 'INVALID_INPUT');
      const foreign = await client.gql(connection, { after: 'AAAA' }, ada.token);
      assert.equal(foreign.errors?.[0]?.extensions.code, 'INVALID_CURSOR');
    });

    it('returns both spellings of the counts, and the engagement score they add up to', async () => {
      const id = await content.post(ada);
      await content.comment(bob, id);
      await content.share(bob, id);
      await client.data('mutation ($id: ID!) { likePost(postId: $id) { liked } }', { id }, bob.token);
      const query = `query ($id: ID!) { postById(id: $id) {
        likesCount commentCount commentsCount shareCount sharesCount engagementScore } }`;
      assert.deepEqual((await client.data(query, { id }, ada.token)).postById, {
        likesCount: 1,
        commentCount: 1,
        commentsCount: 1,
        shareCount: 1,
        sharesCount: 1,
        engagementScore: 6,
      });
    });
  });

  it('require a login', async () => {
    const rejected = { success: false, message: 'Authentication required' };
    const { data } = await client.gql(createPost, { input: { content: 'x' } });
    assert.deepEqual({ ...data.createPost, ...rejected }, data.createPost);
    const { username } = await someone(app);
    const beneath = `{ searchUsers(query: "${username}") { posts { id } } }`;
    for (const [query, variables] of [
      [allPosts, {}],
      [connection, {}],
      [postById, { id: '1' }],
      [beneath, {}],
    ] as const) {
      const { errors } = await client.gql(query, variables);
      assert.deepEqual(
        [errors?.[0]?.extensions.code, errors?.[0]?.message],
        ['UNAUTHENTICATED', 'Authentication credentials were not provided.'],
      );
    }
  });
});
