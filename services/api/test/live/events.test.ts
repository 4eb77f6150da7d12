import assert from 'node:assert/strict';
import type { Client } from 'graphql-ws';
import { until } from '@feed/testkit/until';
import { startTestApp, type TestApp } from '../support/app.js';
import { type Client as HttpClient, clientOf } from '../support/client.js';
import { block, type Content, contentOf } from '../support/content.js';
import { follow, liveClient, type Received, untilActive } from '../support/live.js';
import { type Someone, someone } from '../support/people.js';

const userOf = 'user { id username }';
const postCreated = `subscription ($userId: ID, $after: ID) { postCreated(userId: $userId, after: $after) {
  eventId id title content createdAt ${userOf} post { id content isLikedByUser ${userOf} } } }`;
const postLiked = `subscription ($postId: ID!, $after: ID) { postLiked(postId: $postId, after: $after) {
  eventId likesCount ${userOf} post { id isLikedByUser } } }`;
const commentCreated = `subscription ($postId: ID!, $after: ID) { commentCreated(postId: $postId, after: $after) {
  eventId comment { id content parentComment { id } ${userOf} } post { id commentsCount } } }`;
const postInteractions = `subscription ($postId: ID!, $after: ID) { postInteractions(postId: $postId, after: $after) {
  eventId type ${userOf} post { id content } } }`;
const homeFeedUpdated = `subscription ($after: ID) { homeFeedUpdated(after: $after) {
  eventId edge { cursor node { id } reason { kind shareId caption sharedBy { id } } } } }`;

describe('live events', () => {
  let app: TestApp, http: HttpClient, content: Content;
  let author: Someone, reader: Someone;
  const clients: Client[] = [];
  const open = (viewer: Someone): Client => {
    const client = liveClient(app, viewer.token);
    clients.push(client);
    return client;
  };
  const subscribe = async (
    viewer: Someone,
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<Received> => {
    const received = follow(open(viewer), query, variables);
    subscriptions += 1;
    await untilActive(app, subscriptions);
    return received;
  };
  let subscriptions = 0;
  const run = (viewer: Someone, mutation: string) =>
    http.data(`mutation { ${mutation} }`, null, viewer.token);

  before(async () => {
    app = await startTestApp();
    http = clientOf(app);
    content = contentOf(http);
  });
  beforeEach(async () => {
    [author, reader] = await Promise.all([someone(app), someone(app)]);
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.dispose();
    subscriptions = 0;
    await untilActive(app, 0);
  });
  after(() => app.stop());

  it('report new posts, in both forms of the original system', async () => {
    const received = await subscribe(reader, postCreated);
    const id = await content.post(author, 'hello');
    const [{ postCreated: event }] = await received.events(1);
    assert.equal(event.eventId, id);
    assert.deepEqual([event.id, event.content, event.user.id], [id, 'hello', author.id]);
    assert.deepEqual([event.post.id, event.post.content, event.post.user.id], [id, 'hello', author.id]);
  });

  it('report the posts of one account', async () => {
    const received = await subscribe(reader, postCreated, { userId: author.id });
    await content.post(reader);
    const id = await content.post(author);
    const [{ postCreated: event }] = await received.events(1);
    assert.equal(event.id, id);
  });

  it('include what the subscriber does', async () => {
    const received = await subscribe(author, postCreated);
    const id = await content.post(author);
    assert.equal((await received.events(1))[0].postCreated.id, id);
  });

  it('leave out posts from before the subscription', async () => {
    await content.post(author, 'before');
    const received = await subscribe(reader, postCreated);
    await content.post(author, 'after');
    assert.equal((await received.events(1))[0].postCreated.content, 'after');
  });

  it('leave out authors who are blocked, either way, and muted', async () => {
    const [blocked, blocking, muted] = await Promise.all([someone(app), someone(app), someone(app)]);
    await block(app.context.database, reader, blocked);
    await block(app.context.database, blocking, reader);
    await run(reader, `muteUser(userId: "${muted.id}") { success }`);
    const received = await subscribe(reader, postCreated);
    for (const each of [blocked, blocking, muted, author]) await content.post(each, each.username);
    assert.equal((await received.events(1))[0].postCreated.content, author.username);
    await run(reader, `unmuteUser(userId: "${muted.id}") { success }`);
    await content.post(muted, 'unmuted');
    assert.equal((await received.events(2))[1].postCreated.content, 'unmuted');
  });

  it('report likes, to the one who likes as well', async () => {
    const postId = await content.post(author);
    const [own, other] = [
      await subscribe(reader, postLiked, { postId }),
      await subscribe(author, postLiked, { postId }),
    ];
    await run(reader, `likePost(postId: "${postId}") { success }`);
    const [{ postLiked: event }] = await own.events(1);
    assert.deepEqual([event.likesCount, event.user.id, event.post.isLikedByUser], [1, reader.id, true]);
    assert.equal((await other.events(1))[0].postLiked.post.isLikedByUser, false);
  });

  it('report comments and of replies', async () => {
    const postId = await content.post(author);
    const received = await subscribe(reader, commentCreated, { postId });
    const first = await content.comment(author, postId);
    const reply = await content.comment(reader, postId, first);
    const [one, two] = (await received.events(2)).map(({ commentCreated: event }) => event);
    assert.deepEqual([one.eventId, one.comment.id, one.comment.user.id], [first, first, author.id]);
    assert.deepEqual([two.comment.id, two.comment.parentComment.id], [reply, first]);
    assert.equal(two.post.commentsCount, 2);
  });

  it('report everything that happens to a post', async () => {
    const postId = await content.post(author);
    const received = await subscribe(reader, postInteractions, { postId });
    const steps = [
      () => run(reader, `likePost(postId: "${postId}") { success }`),
      () => run(reader, `unlikePost(postId: "${postId}") { success }`),
      () => content.comment(author, postId),
      () => content.share(reader, postId),
      () => run(reader, `unsharePost(postId: "${postId}") { success }`),
      () => run(author, `updatePost(id: "${postId}", input: { content: "changed" }) { success }`),
    ];
    // A like or a share that is taken back before it was told is not told.
    for (const [done, step] of steps.entries()) {
      await step();
      await received.events(done + 1);
    }
    const events = (await received.events(6)).map(({ postInteractions: event }) => event);
    assert.deepEqual(
      events.map(({ type, user }) => [type, user.id]),
      [
        ['LIKE', reader.id],
        ['UNLIKE', reader.id],
        ['COMMENT', author.id],
        ['SHARE', reader.id],
        ['UNSHARE', reader.id],
        ['EDIT', author.id],
      ],
    );
    const ids = events.map(({ eventId }) => BigInt(eventId));
    assert.deepEqual(ids, ids.toSorted());
    assert.equal(events[5].post.content, 'changed');
  });

  it('report new entries of the home feed and why they are there', async () => {
    const stranger = await someone(app);
    await run(reader, `followUser(userId: "${author.id}") { success }`);
    const received = await subscribe(reader, homeFeedUpdated);
    const hidden = await content.post(stranger, 'not followed');
    const own = await content.post(reader);
    const authored = await content.post(author);
    const shareId = await content.share(author, hidden, 'look');
    const [one, two, three] = (await received.events(3)).map(({ homeFeedUpdated: event }) => event);
    assert.deepEqual([one.edge.node.id, one.edge.reason.kind], [own, 'AUTHORED']);
    assert.deepEqual([two.edge.node.id, two.edge.reason.kind], [authored, 'AUTHORED']);
    const reason = { kind: 'SHARED', shareId, caption: 'look', sharedBy: { id: author.id } };
    assert.deepEqual([three.eventId, three.edge.node.id, three.edge.reason], [shareId, hidden, reason]);
    const feed = await http.data('{ homeFeed { edges { cursor } } }', null, reader.token);
    const cursors = feed.homeFeed.edges.map(({ cursor }: { cursor: string }) => cursor);
    assert.deepEqual(
      [three, two, one].map(({ edge }) => edge.cursor),
      cursors,
    );
  });

  for (const query of [postLiked, commentCreated, postInteractions])
    it(`about a post that is hidden or absent begin with NOT_FOUND: ${/postLiked|commentCreated|postInt\w+/.exec(query)?.[0]}`, async () => {
      const postId = await content.post(author);
      await block(app.context.database, author, reader);
      for (const id of [postId, '1', 'absent']) {
        const received = follow(open(reader), query, { postId: id });
        const [{ errors }] = await received.events(1);
        assert.deepEqual([errors[0].message, errors[0].extensions.code], ['Post not found', 'NOT_FOUND']);
        await until('the end', () => received.completed);
      }
    });

  it('about a post complete when it is deleted', async () => {
    const postId = await content.post(author);
    const received = await subscribe(reader, postInteractions, { postId });
    await run(author, `deletePost(id: "${postId}") { success }`);
    await until('the end', () => received.completed);
  });

  it('about a post complete when its author blocks the subscriber, for that subscriber alone', async () => {
    const other = await someone(app);
    const postId = await content.post(author);
    const [blocked, kept] = [
      await subscribe(reader, postInteractions, { postId }),
      await subscribe(other, postInteractions, { postId }),
    ];
    await run(author, `blockUser(userId: "${reader.id}") { success }`);
    await until('the end', () => blocked.completed);
    await run(other, `likePost(postId: "${postId}") { success }`);
    assert.equal((await kept.events(1))[0].postInteractions.type, 'LIKE');
  });

  it('hide actors who are blocked, and nothing else about the post', async () => {
    const actor = await someone(app);
    const postId = await content.post(author);
    await run(reader, `blockUser(userId: "${actor.id}") { success }`);
    const received = await subscribe(reader, postInteractions, { postId });
    await run(actor, `likePost(postId: "${postId}") { success }`);
    await content.comment(actor, postId);
    await content.share(actor, postId);
    await run(author, `likePost(postId: "${postId}") { success }`);
    const [{ postInteractions: event }] = await received.events(1);
    assert.deepEqual([event.type, event.user.id], ['LIKE', author.id]);
  });

  it('do not use up the share of an account that has many subscriptions', async () => {
    const fields = Array.from(
      { length: 4 },
      (_, n) => `c${n}: commentsConnection(first: 30) { edges { cursor } }`,
    );
    const expensive = `subscription { postCreated { post { id ${fields.join(' ')} } } }`;
    const all: Received[] = [];
    for (let n = 0; n < 5; n += 1) {
      const client = open(reader);
      for (let each = 0; each < 20; each += 1) all.push(follow(client, expensive));
      await untilActive(app, all.length);
    }
    const id = await content.post(author);
    for (const received of all) assert.equal((await received.events(1))[0].postCreated?.post.id, id);
  });

  describe('that were missed', () => {
    it('come first, without the last one that was received', async () => {
      const postId = await content.post(author);
      const first = await subscribe(reader, postInteractions, { postId });
      await run(reader, `likePost(postId: "${postId}") { success }`);
      const [{ postInteractions: last }] = await first.events(1);
      first.stop();
      await run(reader, `unlikePost(postId: "${postId}") { success }`);
      await content.comment(author, postId);
      await content.share(author, postId);
      await run(author, `unsharePost(postId: "${postId}") { success }`);
      await run(author, `updatePost(id: "${postId}", input: { content: "changed" }) { success }`);
      const again = follow(open(reader), postInteractions, { postId, after: last.eventId });
      const types = (await again.events(4)).map(({ postInteractions: event }) => event.type);
      assert.deepEqual(types, ['UNLIKE', 'COMMENT', 'UNSHARE', 'EDIT']);
    });

    it('include what a transaction that ended late wrote with an older id', async () => {
      const last = await content.post(author, 'the last that was received');
      const [late, tooOld] = [9_000, 12_000].map((ms) => String(BigInt(last) - (BigInt(ms) << 20n)));
      await app.database
        .openOwner()
        .withClient((client) =>
          client.query(
            `INSERT INTO posts (id, author_id, content) VALUES (${late}, ${author.id}, 'late'), (${tooOld}, ${author.id}, 'too old')`,
          ),
        );
      const again = follow(open(reader), postCreated, { after: last, userId: author.id });
      await untilActive(app, 1);
      const next = await content.post(author);
      const ids = (await again.events(2)).map(({ postCreated: event }) => event.id);
      assert.deepEqual(ids, [late, next]);
    });

    it('are sent for posts and home feeds, by the rules of now', async () => {
      const [start, muted] = [await content.post(author), await someone(app)];
      await run(reader, `followUser(userId: "${author.id}") { success }`);
      await content.post(muted);
      await run(reader, `muteUser(userId: "${muted.id}") { success }`);
      const id = await content.post(author);
      const created = follow(open(reader), postCreated, { after: start, userId: author.id });
      assert.equal((await created.events(1))[0].postCreated.id, id);
      const all = follow(open(reader), postCreated, { after: start });
      const home = follow(open(reader), homeFeedUpdated, { after: start });
      assert.equal((await home.events(1))[0].homeFeedUpdated.eventId, id);
      await untilActive(app, 3);
      const next = await content.post(author);
      assert.equal((await home.events(2))[1].homeFeedUpdated.eventId, next);
      const seen = (await all.events(2)).map(({ postCreated: event }) => event.user.id);
      assert.ok(!seen.includes(muted.id));
    });

    it('are too many, or too old: RESYNC, then the end', async () => {
      const old = String(BigInt(Date.now() - 25 * 3_600_000) << 20n);
      const start = await content.post(author);
      await app.database
        .openOwner()
        .withClient((client) =>
          client.query(
            `INSERT INTO posts (author_id, content) SELECT ${author.id}, 'x' FROM generate_series(1, 201)`,
          ),
        );
      await run(reader, `followUser(userId: "${author.id}") { success }`);
      for (const [query, after] of [
        [postCreated, old],
        [postCreated, start],
        [homeFeedUpdated, start],
      ]) {
        const received = follow(open(reader), query ?? '', { after });
        const [{ errors }] = await received.events(1);
        assert.equal(errors[0].extensions.code, 'RESYNC');
        await until('the end', () => received.completed);
      }
      const foreign = follow(open(reader), postCreated, { after: 'x' });
      assert.equal((await foreign.events(1))[0].errors[0].extensions.code, 'INVALID_CURSOR');
    });
  });
});
