import assert from 'node:assert/strict';
import { patience } from '@feed/testkit/patience';
import { until } from '@feed/testkit/until';
import { startTestApp, type TestApp } from '../support/app.js';
import { type Client as HttpClient, clientOf } from '../support/client.js';
import { type Content, contentOf } from '../support/content.js';
import { follow, liveClient, untilActive } from '../support/live.js';
import { type Someone, someone } from '../support/people.js';
import { startApi } from '../support/process.js';

const postCreated = 'subscription ($after: ID) { postCreated(after: $after) { eventId content } }';
const interactions = 'subscription ($postId: ID!) { postInteractions(postId: $postId) { eventId type } }';

describe('subscriptions to several processes', () => {
  let app: TestApp, other: TestApp, http: HttpClient, content: Content, viewer: Someone;

  before(async () => {
    app = await startTestApp();
    other = await startTestApp({ servers: app });
    http = clientOf(app);
    content = contentOf(http);
  });
  beforeEach(async () => {
    viewer = await someone(app);
  });
  after(async () => {
    await other.stop();
    await app.stop();
  });

  it('get what any of them writes', async () => {
    const client = liveClient(other, viewer.token);
    const received = follow(client, postCreated);
    await untilActive(other, 1);
    const ids = [await content.post(viewer), await contentOf(clientOf(other)).post(viewer)];
    const events = (await received.events(2)).map(({ postCreated: event }) => event.eventId);
    assert.deepEqual(events, ids);
    await client.dispose();
    await untilActive(other, 0);
  });

  it('get it without Redis, and stay open', async () => {
    const client = liveClient(other, viewer.token);
    const received = follow(client, postCreated);
    await untilActive(other, 1);
    await content.post(viewer, 'before');
    await received.events(1);
    await app.redis.kill();
    await content.post(viewer, 'meanwhile');
    await received.events(2);
    await app.redis.start();
    await until('redis', () => app.context.redis.ready && other.context.redis.ready);
    await content.post(viewer, 'afterwards');
    const seen = (await received.events(3)).map(({ postCreated: event }) => event.content);
    assert.deepEqual(seen, ['before', 'meanwhile', 'afterwards']);
    await client.dispose();
    await untilActive(other, 0);
  });

  it('get everything although the journal was lost', async () => {
    const postId = await content.post(viewer);
    const client = liveClient(other, viewer.token);
    const [posts, likes] = [follow(client, postCreated), follow(client, interactions, { postId })];
    await untilActive(other, 2);
    await app.database.openOwner().withClient(async (owner) => {
      await owner.query('BEGIN');
      await owner.query(`INSERT INTO posts (author_id, content) VALUES (${viewer.id}, 'unheard')`);
      await owner.query(`INSERT INTO post_likes (post_id, user_id) VALUES (${postId}, ${viewer.id})`);
      await owner.query('TRUNCATE feed_changes');
      await owner.query('COMMIT');
    });
    await until('the post', () => posts.results.some(({ data }) => data.postCreated.content === 'unheard'));
    await until('the like', () => likes.results.some(({ data }) => data.postInteractions.type === 'LIKE'));
    await client.dispose();
    await untilActive(other, 0);
  });

  it('write no less for that: a mutation costs no Redis command while there are none', async () => {
    const client = liveClient(app, viewer.token);
    follow(client, postCreated);
    await untilActive(app, 1);
    await client.dispose();
    await untilActive(app, 0);
    const published = () =>
      app.context.redis.run(async (redis) => {
        const stats = await redis.info('commandstats');
        return Number(/cmdstat_publish:calls=(\d+)/.exec(stats)?.[1] ?? 0);
      });
    await app.context.redis.run((redis) => redis.del('live:listening'));
    const before = await published();
    await content.post(viewer);
    assert.equal(await published(), before);
  });

  it('go on elsewhere, with what was missed, when a process is killed', async () => {
    const env = {
      ...app.database.env,
      REDIS_URL: app.redis.url,
      LOG_LEVEL: 'info',
      REDIS_TIMEOUT_MS: String(patience(1000)),
    };
    const killed = startApi(env);
    const port = (await killed.line(({ msg }) => msg === 'the api is listening')).port ?? 0;
    const urls = [`ws://127.0.0.1:${port}/graphql`, `ws://127.0.0.1:${app.api.port}/graphql`];
    let closes = 0;
    const client = liveClient(app, viewer.token, {
      url: () => urls[Math.min(closes, 1)] ?? '',
      retryAttempts: 10,
      retryWait: () => content.post(viewer, 'missed').then(() => undefined),
      shouldRetry: () => true,
      on: { closed: () => (closes += 1) },
    });
    const variables: Record<string, unknown> = {};
    const received = follow(
      {
        subscribe: (request, sink) =>
          client.subscribe(request, {
            ...sink,
            next(result) {
              variables['after'] = (result.data?.['postCreated'] as { eventId: string }).eventId;
              sink.next(result as never);
            },
          }),
      },
      postCreated,
      variables,
    );
    await until('an event', async () => {
      await content.post(viewer, 'heard');
      return received.results.length > 0;
    });
    killed.child.kill('SIGKILL');
    await killed.ended();
    await until('what was missed', () =>
      received.results.some(({ data }) => data.postCreated.content === 'missed'),
    );
    const last = await content.post(viewer, 'last');
    await until('the last', () => received.results.some(({ data }) => data.postCreated.eventId === last));
    const seen = new Set(received.results.map(({ data }) => data.postCreated.eventId as string));
    const all = await http.data('{ allPosts(limit: 100) { id user { id } } }', null, viewer.token);
    const first = [...seen].reduce((one, two) => (BigInt(one) < BigInt(two) ? one : two));
    const expected = (all.allPosts as { id: string; user: { id: string } }[])
      .filter(({ id, user }) => user.id === viewer.id && BigInt(id) >= BigInt(first))
      .map(({ id }) => id);
    assert.deepEqual(
      expected.filter((id) => !seen.has(id)),
      [],
    );
    await client.dispose();
    await untilActive(app, 0);
  });

  it('are closed with 1012 when a process ends, after which clients are elsewhere', async () => {
    const third = await startTestApp({ servers: app });
    const closed: unknown[] = [];
    const client = liveClient(third, viewer.token, { on: { closed: (event) => closed.push(event) } });
    follow(client, postCreated);
    await untilActive(third, 1);
    await third.stop();
    await until('the close', () => closed.length > 0);
    assert.equal((closed[0] as { code: number }).code, 1012);
    await client.dispose();
  });
});
