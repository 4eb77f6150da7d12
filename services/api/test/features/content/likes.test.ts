import assert from 'node:assert/strict';
import type { Database } from '@feed/store/postgres/queryable';
import { type TestApp, startTestApp } from '../../support/app.js';
import { type Client, clientOf } from '../../support/client.js';
import { assertNoDeadlocks, assertNoDrift, block, type Content, contentOf } from '../../support/content.js';
import { crowd, type Someone } from '../../support/people.js';

interface Target {
  id: string;
  postId: string;
}

/** The kinds of things that can be liked. */
interface Kind {
  /** The field of the payload. */
  field: 'post' | 'comment';
  name: string;
  like: string;
  unlike: string;
  /** Queries the target by the id of its post; returns it alone or in a list. */
  read: string;
  write(content: Content, author: Someone): Promise<Target>;
}

const mutation = (name: string, id: string, field: string) => `mutation ($id: ID!) {
  payload: ${name}(${id}: $id) { success message errors liked ${field} { id likesCount isLikedByUser } } }`;
const read = (root: string, field: string) => `query ($id: ID!, $first: Int, $after: String) {
  target: ${root}: $id) { likesCount isLikedByUser likes(limit: 2) { id createdAt user { id } ${field} { id } }
    likesConnection(first: $first, after: $after) { edges { node { user { id } } } pageInfo { hasNextPage endCursor } } } }`;

const kinds: Kind[] = [
  {
    field: 'post',
    name: 'Post',
    like: mutation('likePost', 'postId', 'post'),
    unlike: mutation('unlikePost', 'postId', 'post'),
    read: read('postById(id', 'post'),
    async write(content, author) {
      const id = await content.post(author);
      return { id, postId: id };
    },
  },
  {
    field: 'comment',
    name: 'Comment',
    like: mutation('likeComment', 'commentId', 'comment'),
    unlike: mutation('unlikeComment', 'commentId', 'comment'),
    read: read('postComments(postId', 'comment'),
    async write(content, author) {
      const postId = await content.post(author);
      return { id: await content.comment(author, postId), postId };
    },
  },
];

describe('likes', () => {
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

  for (const kind of kinds) {
    describe(`of a ${kind.field}`, () => {
      const send = async (query: string, who: Someone, { id }: Target) =>
        (await client.data(query, { id }, who.token)).payload;
      const like = (who: Someone, target: Target) => send(kind.like, who, target);
      const unlike = (who: Someone, target: Target) => send(kind.unlike, who, target);
      const find = async (who: Someone, { postId }: Target, page: object = {}) => {
        const { target } = await client.data(kind.read, { id: postId, ...page }, who.token);
        return Array.isArray(target) ? target[0] : target;
      };

      it('are added once and removed once; a second time is not an error', async () => {
        const target = await kind.write(content, ada);
        const liked = await like(bob, target);
        assert.deepEqual(liked, {
          success: true,
          message: `${kind.name} liked successfully`,
          errors: [],
          liked: true,
          [kind.field]: { id: target.id, likesCount: 1, isLikedByUser: true },
        });
        assert.deepEqual(await like(bob, target), { ...liked, message: `${kind.name} already liked` });
        assert.equal((await find(ada, target)).isLikedByUser, false);
        const unliked = await unlike(bob, target);
        assert.deepEqual(unliked, {
          ...liked,
          message: `${kind.name} unliked successfully`,
          liked: false,
          [kind.field]: { id: target.id, likesCount: 0, isLikedByUser: false },
        });
        assert.deepEqual(await unlike(bob, target), { ...unliked, message: `${kind.name} was not liked` });
      });

      it('of one person count once, however many arrive concurrently', async () => {
        const target = await kind.write(content, ada);
        const answers = await Promise.all(Array.from({ length: 20 }, () => like(bob, target)));
        assert.ok(answers.every(({ success, liked }) => success && liked));
        assert.equal(answers.filter(({ message }) => /successfully/.test(message)).length, 1);
        assert.equal((await find(ada, target)).likesCount, 1);
      });

      it('of many people are all counted when they arrive concurrently', async () => {
        const target = await kind.write(content, ada);
        const people = await crowd(app, 20);
        await Promise.all(people.map((person) => like(person, target)));
        assert.equal((await find(ada, target)).likesCount, 20);
        await Promise.all(people.slice(5).map((person) => unlike(person, target)));
        assert.equal((await find(ada, target)).likesCount, 5);
      });

      it('that are concurrently added and removed end in the state of each person’s last change', async () => {
        const target = await kind.write(content, ada);
        const people = await crowd(app, 4);
        const storm = people.flatMap((person) =>
          [like, unlike, like, unlike, like, like].map((change) => change(person, target)),
        );
        for (const { success } of await Promise.all(storm)) assert.equal(success, true);
        await assertNoDrift(database);
        for (const person of people) await like(person, target);
        assert.equal((await find(ada, target)).likesCount, 4);
      });

      it('are listed newest first and paged', async () => {
        const target = await kind.write(content, ada);
        const people = await crowd(app, 3);
        for (const person of people) await like(person, target);
        const names = people.map(({ id }) => id).reverse();
        const { likes, likesConnection: first } = await find(ada, target, { first: 2 });
        const usersOf = (list: { user: { id: string } }[]) => list.map(({ user }) => user.id);
        const nodesOf = ({ edges }: { edges: { node: { user: { id: string } } }[] }) =>
          usersOf(edges.map(({ node }) => node));
        assert.deepEqual([usersOf(likes), nodesOf(first)], [names.slice(0, 2), names.slice(0, 2)]);
        assert.equal(likes[0][kind.field].id, target.id);
        assert.ok(likes[0].createdAt >= likes[1].createdAt);
        const after = first.pageInfo.endCursor;
        const { likesConnection: rest } = await find(ada, target, { first: 2, after });
        assert.deepEqual([nodesOf(rest), rest.pageInfo.hasNextPage], [names.slice(2), false]);
      });

      it('by accounts that the viewer has blocked are not shown', async () => {
        const target = await kind.write(content, ada);
        const [eve] = (await crowd(app, 1)) as [Someone];
        for (const person of [bob, eve]) await like(person, target);
        await block(database, eve, bob);
        const { likes } = await find(bob, target);
        assert.deepEqual([likes.length, likes[0].user.id], [1, bob.id]);
      });

      it('cannot be added to what is hidden, but can be removed from it', async () => {
        const target = await kind.write(content, ada);
        const [eve] = (await crowd(app, 1)) as [Someone];
        await like(bob, target);
        await block(database, ada, bob);
        await block(database, ada, eve);
        const hidden = {
          success: false,
          message: `${kind.name} not found`,
          errors: [`${kind.name} not found`],
        };
        for (const rejected of [await like(bob, target), await like(eve, target), await unlike(eve, target)])
          assert.deepEqual(rejected, { ...hidden, liked: null, [kind.field]: null });
        const withdrawn = await unlike(bob, target);
        assert.deepEqual([withdrawn.success, withdrawn.liked, withdrawn[kind.field]], [true, false, null]);
        assert.equal((await find(ada, target)).likesCount, 0);
      });

      it('cannot be added to what is deleted or does not exist', async () => {
        const target = await kind.write(content, ada);
        await client.data(
          'mutation ($id: ID!) { deletePost(id: $id) { success } }',
          { id: target.postId },
          ada.token,
        );
        for (const id of [target.id, '1', 'x'])
          assert.equal((await like(bob, { ...target, id })).message, `${kind.name} not found`);
      });

      it('require a login', async () => {
        const { data } = await client.gql(kind.like, { id: '1' });
        assert.deepEqual([data.payload.success, data.payload.message], [false, 'Authentication required']);
      });

      it('are added once under one idempotency key', async () => {
        const target = await kind.write(content, ada);
        const send = () =>
          client.gql(kind.like, { id: target.id }, bob.token, { 'idempotency-key': target.id });
        const first = await send();
        await unlike(bob, target);
        assert.deepEqual(await send(), first);
        assert.equal((await find(ada, target)).likesCount, 0);
      });
    });
  }
});
