import assert from 'node:assert/strict';
import { backfillFollow, cleanUpUnfollow, fanOutPost } from '@feed/store/feed/fan-out';
import { createTimelines } from '@feed/store/feed/timelines';
import { statement } from '@feed/store/postgres/statement';
import type { Handlers } from '@feed/tasks/handler';
import { createKueConsumer } from '@feed/tasks/kue';
import { createRunner, type Runner } from '@feed/tasks/runner';
import { silentLogger } from '@feed/testkit/silent-logger';
import { type TestApp, startTestApp } from './support/app.js';
import { type Client, clientOf, type Person } from './support/client.js';

const homeFeed = `query ($first: Int, $after: String) { homeFeed(first: $first, after: $after) {
  edges { node { content likesCount commentCount shareCount isLikedByUser user { username } }
    reason { kind sharedBy { username } caption } }
  pageInfo { hasNextPage endCursor } } }`;
const comments = 'query ($id: ID!) { postComments(postId: $id) { content user { username } } }';

interface Page {
  edges: {
    node: {
      content: string;
      likesCount: number;
      commentCount: number;
      shareCount: number;
      isLikedByUser: boolean;
      user: { username: string };
    };
    reason: { kind: string; sharedBy: { username: string } | null; caption: string | null };
  }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

const unfinished = statement<{ count: number }>(
  'test.unfinished',
  `SELECT count(*)::int AS count FROM tasks
   WHERE state <> 'done' AND kind IN ('fan-out-post', 'backfill-follow', 'clean-up-unfollow')`,
);
const leaseSeconds = 30;

/** A worker of this process, on the same wake-up that the real one uses. */
async function startWorker({ context }: TestApp): Promise<{ stop(): Promise<void> }> {
  const { database, enqueue, redis, config } = context;
  const logger = silentLogger();
  const timelines = createTimelines({ redis, ...config.timelines });
  const nothing = async (): Promise<void> => undefined;
  const handlers: Handlers = {
    'fan-out-post': async ({ postId }, { tx, signal }) =>
      void (await fanOutPost(tx, timelines, postId, { threshold: 100, chunk: 50, signal })),
    'backfill-follow': (follow, { tx }) => backfillFollow(tx, timelines, follow),
    'clean-up-unfollow': (follow) => cleanUpUnfollow(timelines, follow),
    'check-feeds': nothing,
    'welcome-mail': nothing,
    'reconcile-counters': nothing,
    retention: nothing,
  };
  const wakeup = createKueConsumer({ redisUrl: config.redis.url, onError: () => undefined });
  const timing = { leaseSeconds, sweepIntervalMs: 500, runTimeoutMs: 10_000, concurrency: 2 };
  const runner: Runner = createRunner({ database, wakeup, enqueue, handlers, logger, ...timing });
  await runner.start();
  return {
    stop: async () => {
      await runner.close(2_000);
      await wakeup.close();
    },
  };
}

describe('the main job', () => {
  let app: TestApp, client: Client, worker: Awaited<ReturnType<typeof startWorker>>;
  before(async () => {
    app = await startTestApp();
    client = clientOf(app);
    worker = await startWorker(app);
  });
  after(async () => {
    await worker.stop();
    await app.stop();
  });

  const send = async (who: Person, mutation: string, variables: object) => {
    const field = /\b(\w+)\(/.exec(mutation.slice(mutation.indexOf('{')))?.[1] ?? '';
    const answer = (await client.data(mutation, variables, who.token))[field];
    assert.equal(answer.success, true, answer.message);
    return answer;
  };
  const follow = (who: Person, { id }: Person) =>
    send(who, 'mutation ($id: ID!) { followUser(userId: $id) { success message } }', { id });
  const post = async (who: Person, content: string): Promise<string> => {
    const create = `mutation ($content: String!) {
      createPost(input: { content: $content }) { success message post { id } } }`;
    return (await send(who, create, { content })).post.id as string;
  };
  const share = (who: Person, id: string, caption: string) => {
    const create = `mutation ($id: ID!, $caption: String) {
      sharePost(input: { postId: $id, caption: $caption }) { success message } }`;
    return send(who, create, { id, caption });
  };
  const comment = (who: Person, id: string, content: string) => {
    const create = `mutation ($id: ID!, $content: String!) {
      createComment(input: { postId: $id, content: $content }) { success message } }`;
    return send(who, create, { id, content });
  };
  const like = (who: Person, id: string) =>
    send(who, 'mutation ($id: ID!) { likePost(postId: $id) { success message } }', { id });

  const untilWorkIsDone = async (): Promise<void> => {
    const { database } = app.context;
    while ((await database.query(unfinished))[0]?.count !== 0)
      await new Promise((resolve) => setTimeout(resolve, 20));
  };
  /** Everything in someone's home feed, in pages of two. */
  const read = async ({ token }: Person) => {
    const seen: Page['edges'] = [];
    for (let after: string | null = null, more = true; more;) {
      const page: Page = (await client.data(homeFeed, { first: 2, after }, token)).homeFeed;
      seen.push(...page.edges);
      ({ endCursor: after, hasNextPage: more } = page.pageInfo);
    }
    return seen;
  };
  const lines = async (who: Person) =>
    (await read(who)).map(({ node, reason }) => {
      const by = reason.sharedBy ? ` by ${reason.sharedBy.username}: ${reason.caption}` : '';
      return `${node.user.username}: ${node.content} (${reason.kind}${by})`;
    });

  it('carries posts and shares into the home feeds of followers, once, in order and with the reason', async () => {
    const [ada, ben, cleo, dan] = await Promise.all(
      ['ada', 'ben', 'cleo', 'dan'].map((username) => client.register({ username })),
    );
    assert.ok(ada && ben && cleo && dan);
    await follow(ben, ada);
    await follow(cleo, ben);
    await follow(dan, ada);
    await follow(dan, ben);
    // Timelines exist from here on: what comes now gets into them by the worker alone.
    for (const person of [ada, ben, cleo, dan]) assert.deepEqual(await read(person), []);

    const first = await post(ada, 'one');
    await post(ben, 'two');
    await like(ben, first);
    await comment(ben, first, 'well said');
    await share(ben, first, 'look');
    await post(ada, 'three');
    await untilWorkIsDone();

    const one = 'ada: one (AUTHORED)';
    const [two, three] = ['ben: two (AUTHORED)', 'ada: three (AUTHORED)'];
    assert.deepEqual(await lines(ada), [three, one]);
    assert.deepEqual(await lines(ben), [three, two, one]);
    assert.deepEqual(await lines(cleo), ['ada: one (SHARED by ben: look)', two]);
    assert.deepEqual(await lines(dan), [three, two, one]);

    const seen = (await read(ben)).at(-1)?.node;
    assert.deepEqual(
      [seen?.likesCount, seen?.commentCount, seen?.shareCount, seen?.isLikedByUser],
      [1, 1, 1, true],
    );
    const { postComments } = await client.data(comments, { id: first }, cleo.token);
    assert.deepEqual(postComments, [{ content: 'well said', user: { username: 'ben' } }]);
  });

  it('brings what was there before to a new follower, and loses nothing when Redis forgets', async () => {
    const [author, reader] = await Promise.all([client.register(), client.register()]);
    for (const text of ['a', 'b', 'c']) await post(author, text);
    assert.deepEqual(await read(reader), []);
    await follow(reader, author);
    await untilWorkIsDone();
    const texts = async () => (await read(reader)).map(({ node }) => node.content);
    assert.deepEqual(await texts(), ['c', 'b', 'a']);
    await app.context.redis.client.flushAll();
    await post(author, 'd');
    await untilWorkIsDone();
    assert.deepEqual(await texts(), ['d', 'c', 'b', 'a']);
  });
});
