import assert from 'node:assert/strict';
import type { Database } from '@feed/store/postgres/queryable';
import { statement } from '@feed/store/postgres/statement';
import { referenceFeed } from '@feed/store/feed/reference';
import { type TestApp, startTestApp } from '../../support/app.js';
import { type Client, clientOf } from '../../support/client.js';
import { assertNoDeadlocks, assertNoDrift, block, type Content, contentOf } from '../../support/content.js';
import { crowd, type Someone } from '../../support/people.js';

const sharePost = `mutation ($postId: ID!, $caption: String) {
  sharePost(input: { postId: $postId, caption: $caption }) {
    success message errors share { id caption createdAt user { id } post { id shareCount } } } }`;
const unsharePost = `mutation ($postId: ID!) {
  unsharePost(postId: $postId) { success message errors post { id shareCount } } }`;
const sharesOf = `query ($id: ID!, $first: Int, $after: String) { postById(id: $id) {
  shareCount shares(limit: 2) { id caption user { id } }
  sharesConnection(first: $first, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } } }`;
const recorded = statement<{ post: string }>(
  'test.recorded',
  "SELECT payload->>'sharedPostId' AS post FROM events WHERE kind = 'post.shared' AND payload->>'postId' = $1",
);

describe('shares', () => {
  let app: TestApp, client: Client, database: Database, content: Content;
  let ada: Someone, bob: Someone, eve: Someone;

  before(async () => {
    app = await startTestApp();
    client = clientOf(app);
    content = contentOf(client);
    ({ database } = app.context);
  });
  beforeEach(async () => {
    [ada, bob, eve] = (await crowd(app, 3)) as [Someone, Someone, Someone];
  });
  afterEach(() => assertNoDrift(database));
  after(async () => {
    await assertNoDeadlocks(database);
    await app.stop();
  });

  const share = async (who: Someone, postId: string, caption?: string) =>
    (await client.data(sharePost, { postId, caption }, who.token)).sharePost;
  const unshare = async (who: Someone, postId: string) =>
    (await client.data(unsharePost, { postId }, who.token)).unsharePost;
  const read = async (who: Someone, id: string, page: object = {}) =>
    (await client.data(sharesOf, { id, ...page }, who.token)).postById;

  it('are made once, counted, and recorded as an event', async () => {
    const postId = await content.post(ada);
    const first = await share(bob, postId, ' Look! ');
    assert.deepEqual(
      [first.success, first.message, first.share.caption, first.share.user, first.share.post],
      [true, 'Post shared successfully', 'Look!', { id: bob.id }, { id: postId, shareCount: 1 }],
    );
    assert.ok(Math.abs(Date.parse(first.share.createdAt) - Date.now()) < 60_000);
    assert.deepEqual(await database.query(recorded, [first.share.id]), [{ post: postId }]);
    const again = await share(bob, postId, 'Again');
    assert.deepEqual(again, { ...first, message: 'Post already shared' });
  });

  it('count once per person, however many arrive concurrently', async () => {
    const postId = await content.post(ada);
    const answers = await Promise.all(Array.from({ length: 10 }, () => share(bob, postId)));
    assert.equal(new Set(answers.map((answer) => answer.share.id)).size, 1);
    const people = await crowd(app, 10);
    await Promise.all(people.map((person) => share(person, postId)));
    assert.equal((await read(ada, postId)).shareCount, 11);
    await Promise.all([...people, ...people].map((person) => unshare(person, postId)));
    assert.equal((await read(ada, postId)).shareCount, 1);
  });

  it('of a share share the original', async () => {
    const postId = await content.post(ada);
    const shareId = await content.share(bob, postId);
    const { share: second } = await share(eve, shareId);
    assert.deepEqual(second.post, { id: postId, shareCount: 2 });
    assert.deepEqual((await unshare(eve, shareId)).post, { id: postId, shareCount: 1 });
    await block(database, eve, bob);
    assert.equal((await share(eve, shareId)).message, 'Post not found');
  });

  it('of the reader’s own post do not show it twice', async () => {
    const postId = await content.post(ada);
    assert.equal((await share(ada, postId)).success, true);
    const { items } = await referenceFeed(database, ada.id, { first: 10 });
    assert.deepEqual(
      items.map((item) => item.postId),
      [postId],
    );
  });

  it('can be removed, and made again', async () => {
    const postId = await content.post(ada);
    const { share: first } = await share(bob, postId);
    const taken = await unshare(bob, postId);
    assert.deepEqual(taken, {
      success: true,
      message: 'Post unshared successfully',
      errors: [],
      post: { id: postId, shareCount: 0 },
    });
    const again = await unshare(bob, postId);
    assert.deepEqual([again.success, again.message], [true, 'Post was not shared']);
    const { share: second } = await share(bob, postId);
    assert.notEqual(second.id, first.id);
  });

  it('are listed newest first and paged, without those of blocked accounts', async () => {
    const postId = await content.post(ada);
    const people = await crowd(app, 3);
    const ids: string[] = [];
    for (const person of people) ids.unshift(await content.share(person, postId));
    const idsOf = ({ edges }: { edges: { node: { id: string } }[] }) => edges.map(({ node }) => node.id);
    const first = await read(bob, postId, { first: 2 });
    assert.deepEqual(
      first.shares.map(({ id }: { id: string }) => id),
      ids.slice(0, 2),
    );
    const after = first.sharesConnection.pageInfo.endCursor;
    const rest = await read(bob, postId, { first: 2, after });
    assert.deepEqual([...idsOf(first.sharesConnection), ...idsOf(rest.sharesConnection)], ids);
    await block(database, people[2] as Someone, bob);
    assert.equal((await read(bob, postId)).shares[0].id, ids[1]);
  });

  it('cannot be made of what is hidden or deleted, but can be removed', async () => {
    const postId = await content.post(ada);
    await content.share(bob, postId);
    await block(database, ada, bob);
    await block(database, ada, eve);
    assert.equal((await share(bob, postId)).message, 'Post not found');
    assert.deepEqual(await share(eve, postId), {
      success: false,
      message: 'Post not found',
      errors: ['Invalid post ID'],
      share: null,
    });
    assert.equal((await unshare(eve, postId)).success, false);
    const taken = await unshare(bob, postId);
    assert.deepEqual([taken.success, taken.post], [true, null]);
    assert.equal((await read(ada, postId)).shareCount, 0);
    await client.data('mutation ($id: ID!) { deletePost(id: $id) { success } }', { id: postId }, ada.token);
    for (const id of [postId, '1', 'x']) assert.equal((await share(ada, id)).message, 'Post not found');
    assert.equal((await unshare(ada, 'x')).message, 'Post not found');
  });

  it('reject captions that cannot be stored, and anonymous callers', async () => {
    const postId = await content.post(ada);
    const longest = '\u{1f600}'.repeat(2_000);
    const { success, share: shared } = await share(eve, postId, longest);
    assert.deepEqual([success, shared.caption], [true, longest]);
    for (const caption of ['x'.repeat(2_001), 'nul\0'])
      assert.equal((await share(bob, postId, caption)).success, false);
    const { data } = await client.gql(sharePost, { postId });
    assert.equal(data.sharePost.message, 'Authentication required');
  });

  it('give a repetition with the same idempotency key the first response', async () => {
    const postId = await content.post(ada);
    const send = () => client.gql(sharePost, { postId }, bob.token, { 'idempotency-key': postId });
    const first = await send();
    assert.equal(first.data.sharePost.message, 'Post shared successfully');
    assert.deepEqual(await send(), first);
  });
});
