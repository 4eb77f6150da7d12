import assert from 'node:assert/strict';
import {
  createClient,
  createSession,
  FeedError,
  memoryStore,
  NetworkError,
  RateLimitedError,
  succeeded,
  UnavailableError,
} from 'feed-client';
import { createPost, me, posts } from 'feed-client/documents';
import { startTestApp, type TestApp } from '../support/app.js';
import { type Someone, someone } from '../support/people.js';

type Fetch = typeof globalThis.fetch;

describe('requests of the client', () => {
  let app: TestApp, viewer: Someone;
  const clientOf = ({ fetch, retries = 3 }: { fetch?: Fetch; retries?: number } = {}, at = app) => {
    const [url, store, far] = [`${at.url}/graphql`, memoryStore(), Date.now() + 3_600_000];
    const { id, username, token } = viewer;
    void store.write({
      ...{ accessToken: token, refreshToken: 'none', account: { id, username } },
      ...{ expiresAt: far, renewAt: far },
    });
    return createClient({ url, session: createSession({ url, store }), fetch, retries });
  };
  const postsOf = async ({ id: userId }: Someone): Promise<number> =>
    (await clientOf().query(posts, { userId }))?.postsConnection?.edges.length ?? 0;
  const input = { content: 'once' };

  before(async () => {
    app = await startTestApp();
  });
  beforeEach(async () => {
    viewer = await someone(app);
  });
  after(() => app.stop());

  it('write once although responses are lost', async () => {
    let calls = 0;
    const losing: Fetch = async (url, init) => {
      const response = await fetch(url, init);
      calls += 1;
      if (calls > 2) return response;
      throw new TypeError('fetch failed', { cause: new Error('read ECONNRESET') });
    };
    const { createPost: payload } = await clientOf({ fetch: losing }).mutate(createPost, { input });
    assert.equal(succeeded(payload).post?.content, 'once');
    assert.deepEqual([calls, await postsOf(viewer)], [3, 1]);
  });

  it('write once although something between says 503', async () => {
    let calls = 0;
    const failing: Fetch = async (url, init) => {
      const response = await fetch(url, init);
      calls += 1;
      return calls > 1 ? response : new Response('<h1>bad gateway</h1>', { status: 503 });
    };
    await clientOf({ fetch: failing }).mutate(createPost, { input });
    assert.deepEqual([calls, await postsOf(viewer)], [2, 1]);
  });

  it('write twice with two calls, and once with a key of the caller', async () => {
    const client = clientOf();
    await client.mutate(createPost, { input });
    await client.mutate(createPost, { input });
    assert.equal(await postsOf(viewer), 2);
    const [idempotencyKey, other] = ['mine', await someone(app)];
    viewer = other;
    const again = clientOf();
    const ids = [
      await again.mutate(createPost, { input }, { idempotencyKey }),
      await again.mutate(createPost, { input }, { idempotencyKey }),
    ].map(({ createPost: payload }) => payload.post?.id);
    assert.deepEqual([ids[0], await postsOf(other)], [ids[1], 1]);
  });

  it('give up after the attempts that they have, with the last reason', async () => {
    let calls = 0;
    const down: Fetch = () => {
      calls += 1;
      return Promise.reject(new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') }));
    };
    await assert.rejects(clientOf({ fetch: down, retries: 2 }).query(me, {}), (error) => {
      assert.ok(error instanceof NetworkError);
      assert.deepEqual([error.code, error.message], ['NETWORK', 'connect ECONNREFUSED']);
      return true;
    });
    assert.equal(calls, 3);
    const proxyDown: Fetch = () => Promise.resolve(new Response('', { status: 502 }));
    await assert.rejects(clientOf({ fetch: proxyDown, retries: 0 }).query(me, {}), UnavailableError);
  });

  it('do not repeat what another attempt does not change', async () => {
    let calls = 0;
    const counting: Fetch = (url, init) => {
      calls += 1;
      return fetch(url, init);
    };
    await assert.rejects(clientOf({ fetch: counting }).query('{ absent }' as typeof me, {}), (error) => {
      assert.ok(error instanceof FeedError);
      assert.equal(error.code, 'GRAPHQL_VALIDATION_FAILED');
      assert.match(error.requestId ?? '', /./);
      return true;
    });
    assert.equal(calls, 1);
  });

  it('leave a long Retry-After to the caller', async () => {
    const strict = await startTestApp({ servers: app, env: { QUOTA_BYTES_PER_ACCOUNT: '100000' } });
    try {
      const client = clientOf({}, strict);
      const long = { content: '\u{1f600}'.repeat(10_000) };
      const fill = async (): Promise<void> => {
        for (let n = 0; n < 10; n += 1) await client.mutate(createPost, { input: long });
      };
      await assert.rejects(fill(), (error) => {
        assert.ok(error instanceof RateLimitedError);
        assert.ok((error.retryAfterSeconds ?? 0) > 0);
        return true;
      });
    } finally {
      await strict.stop();
    }
  });

  it('stop when they are told to', async () => {
    const abort = new AbortController();
    const waiting = clientOf({
      fetch: () => {
        abort.abort(new Error('enough'));
        return Promise.reject(new TypeError('fetch failed'));
      },
    }).query(me, {}, { signal: abort.signal });
    await assert.rejects(waiting, /enough/);
  });
});
