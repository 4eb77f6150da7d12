import assert from 'node:assert/strict';
import { statement } from '@feed/store/postgres/statement';
import { type TestApp, startTestApp } from '../../support/app.js';
import { type Client, clientOf } from '../../support/client.js';
import { block, type Content, contentOf } from '../../support/content.js';
import { crowd, type Someone } from '../../support/people.js';
import { withRole } from '../../support/roles.js';

const fields = `inFeed rule word since delivered account { username }
  reason { kind caption shareId sharedBy { username } }`;
const outside = { inFeed: false, word: null, delivered: false, reason: null };
const notVisible = { ...outside, rule: 'NOT_VISIBLE', since: null, account: null };
const follow = statement('test.follow', 'INSERT INTO follows (follower_id, followee_id) VALUES ($1, $2)');
const mute = statement('test.mute', 'INSERT INTO mutes (muter_id, muted_id) VALUES ($1, $2)');

describe('whyInFeed and whyNotInFeed', () => {
  let app: TestApp, client: Client, content: Content;
  let viewer: Someone, friend: Someone, other: Someone, stranger: Someone;
  before(async () => {
    // Feeds come from Redis, because none is in memory.
    app = await startTestApp({ env: { FEED_MEMORY_BYTES: '0' } });
    client = clientOf(app);
    content = contentOf(client);
  });
  after(() => app.stop());
  beforeEach(async () => {
    [viewer, friend, other, stranger] = (await crowd(app, 4)) as [Someone, Someone, Someone, Someone];
    for (const { id } of [friend, other]) await app.context.database.query(follow, [viewer.id, id]);
  });

  const why = async (postId: string, who = viewer) => {
    const query = `query ($id: ID!) { why: whyInFeed(postId: $id) { ${fields} } not: whyNotInFeed(postId: $id) { ${fields} } }`;
    const found = await client.data(query, { id: postId }, who.token);
    assert.deepEqual(found.why, found.not);
    return found.why;
  };
  /** The verdict without the time, which must be that of a moment ago. */
  const since = async (postId: string) => {
    const { since: at, ...rest } = await why(postId);
    assert.ok(Math.abs(Date.parse(at) - Date.now()) < 60_000);
    return rest;
  };
  const named = ({ username }: Someone) => ({ account: { username } });

  it('name the rule that brings a post into the feed', async () => {
    const [own, followed] = [await content.post(viewer), await content.post(friend)];
    const authored = { kind: 'AUTHORED', caption: null, shareId: null, sharedBy: null };
    const inFeed = { inFeed: true, word: null, delivered: true, reason: authored };
    assert.deepEqual(await why(own), { ...inFeed, rule: 'OWN', since: null, ...named(viewer) });
    assert.deepEqual(await since(followed), { ...inFeed, rule: 'AUTHORED', ...named(friend) });
    const post = await content.post(stranger);
    const share = await content.share(friend, post, 'look');
    const reason = {
      kind: 'SHARED',
      caption: 'look',
      shareId: share,
      sharedBy: { username: friend.username },
    };
    for (const id of [post, share])
      assert.deepEqual(await since(id), { ...inFeed, rule: 'SHARED', reason, ...named(friend) });
  });

  it('name the rule that keeps a post out of the feed', async () => {
    const post = await content.post(stranger);
    assert.deepEqual(await why(post), { ...outside, rule: 'NOT_FOLLOWED', since: null, ...named(stranger) });
    const [first, second] = [await content.share(friend, post), await content.share(other, post)];
    assert.deepEqual(await since(second), { ...outside, rule: 'SHARED_EARLIER', ...named(friend) });
    await app.context.database.query(mute, [viewer.id, friend.id]);
    assert.deepEqual(await since(first), { ...outside, rule: 'MUTED_ACCOUNT', ...named(friend) });
    await app.context.database.query(mute, [viewer.id, other.id]);
    assert.deepEqual(await since(post), { ...outside, rule: 'MUTED_ACCOUNT', ...named(friend) });
    const followed = await content.post(friend);
    assert.deepEqual(await since(followed), { ...outside, rule: 'MUTED_ACCOUNT', ...named(friend) });
    const shareOfFollowed = await content.share(stranger, followed);
    assert.equal((await why(shareOfFollowed)).rule, 'MUTED_ACCOUNT');
    await block(app.context.database, viewer, stranger);
    assert.deepEqual(await since(post), { ...outside, rule: 'BLOCKED_BY_YOU', ...named(stranger) });
    const own = await content.post(viewer);
    await client.data('mutation ($id: ID!) { deletePost(id: $id) { success } }', { id: own }, viewer.token);
    assert.deepEqual(await since(own), { ...outside, rule: 'DELETED', ...named(viewer) });
  });

  it('say of a share of a post by a followed author that the post is there itself', async () => {
    const post = await content.post(friend);
    const share = await content.share(other, post);
    assert.deepEqual(await since(share), { ...outside, rule: 'SHARED_EARLIER', ...named(friend) });
  });

  it('say nothing about what the caller may not know', async () => {
    const deleted = await content.post(friend);
    await client.data(
      'mutation ($id: ID!) { deletePost(id: $id) { success } }',
      { id: deleted },
      friend.token,
    );
    const blocking = await content.post(stranger);
    const shared = await content.share(friend, blocking);
    await block(app.context.database, stranger, viewer);
    for (const id of ['1', 'none', '', '0', '9'.repeat(30), deleted, blocking, shared])
      assert.deepEqual(await why(id), notVisible, id);
    // The caller's own block says nothing about that of the other account.
    await block(app.context.database, viewer, stranger);
    assert.deepEqual(await why(blocking), notVisible);
  });

  it('say that a post on its way into the cached feed is not delivered', async () => {
    const feed = '{ homeFeed { edges { node { id } } } }';
    await content.post(friend);
    await client.data(feed, null, viewer.token);
    const { timelines } = app.context;
    const timeline = await timelines.read(viewer.id);
    assert.ok(timeline, 'the feed is cached');
    const late = await content.post(friend);
    assert.deepEqual(
      [(await why(late)).inFeed, (await why(late)).delivered],
      [true, false],
      'no worker runs',
    );
    await timelines.drop([viewer.id]);
    assert.equal((await why(late)).delivered, true);
  });

  it('need a login', async () => {
    for (const field of ['whyInFeed', 'whyNotInFeed']) {
      const { errors } = await client.gql(`{ ${field}(postId: "1") { inFeed } }`);
      assert.equal(errors?.[0]?.extensions.code, 'UNAUTHENTICATED');
    }
  });

  it('tell an administrator what the account itself is told', async () => {
    const admin = await withRole(app, 'ADMIN');
    const [seen, unseen] = [await content.post(friend), await content.post(stranger)];
    await block(app.context.database, stranger, viewer);
    const query = `query ($user: ID!, $id: ID!) { feedVerdict(userId: $user, postId: $id) { ${fields} } }`;
    const told = async (id: string, user = viewer.id) =>
      (await client.data(query, { user, id }, admin.token)).feedVerdict;
    for (const id of [seen, unseen, '1', 'none']) assert.deepEqual(await told(id), await why(id));
    for (const user of ['1', 'none']) assert.equal(await told(seen, user), null);
  });
});
