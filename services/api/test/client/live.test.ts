import assert from 'node:assert/strict';
import {
  createClient,
  createSession,
  memoryStore,
  ResyncError,
  type Tokens,
  UnauthenticatedError,
} from 'feed-client';
import { homeFeedUpdated, postCreated, postInteractions } from 'feed-client/documents';
import { WebSocket } from 'ws';
import { type Proxy, proxyTo } from '@feed/testkit/proxy';
import { until } from '@feed/testkit/until';
import { startTestApp, type TestApp } from '../support/app.js';
import { type Client as HttpClient, clientOf } from '../support/client.js';
import { type Content, contentOf } from '../support/content.js';
import { untilActive } from '../support/live.js';
import { type Someone, someone } from '../support/people.js';

/** The events that an iteration has got so far. */
interface Followed {
  readonly ids: string[];
  /** Undefined until the iteration ends: `null`, or what it threw. */
  end: unknown;
}

describe('subscriptions of the client', () => {
  let app: TestApp, http: HttpClient, content: Content, proxy: Proxy;
  let author: Someone, reader: Someone;
  const aborts: AbortController[] = [];

  const clientFor = ({ id, username, token }: Someone) => {
    const store = memoryStore();
    const far = Date.now() + 3_600_000;
    const tokens: Tokens = {
      ...{ accessToken: token, refreshToken: 'none', account: { id, username } },
      ...{ expiresAt: far, renewAt: far },
    };
    void store.write(tokens);
    const url = `${proxy.url}/graphql`;
    return createClient({ url, session: createSession({ url, store, retries: 0 }), webSocket: WebSocket });
  };
  /** Collects the ids of events until the test ends. */
  const follow = (
    events: (signal: AbortSignal) => AsyncIterable<Record<string, { eventId: string }>>,
  ): Followed => {
    const [followed, abort] = [{ ids: [], end: undefined } as Followed, new AbortController()];
    aborts.push(abort);
    void (async () => {
      for await (const data of events(abort.signal))
        followed.ids.push(Object.values(data)[0]?.eventId ?? 'no id');
    })().then(
      () => (followed.end = null),
      (error: unknown) => (followed.end = error),
    );
    return followed;
  };
  const arrived = ({ ids }: Followed, count: number) => until(`${count} events`, () => ids.length >= count);

  before(async () => {
    app = await startTestApp();
    http = clientOf(app);
    content = contentOf(http);
    proxy = await proxyTo(app.api.port);
  });
  beforeEach(async () => {
    [author, reader] = await Promise.all([someone(app), someone(app)]);
  });
  afterEach(async () => {
    for (const abort of aborts.splice(0)) abort.abort();
    proxy.restore();
    await untilActive(app, 0);
  });
  after(async () => {
    await proxy.stop();
    await app.stop();
  });

  it('get every event once, also those of the time without a connection', async () => {
    const client = clientFor(reader);
    const userId = author.id;
    const followed = follow((signal) => client.subscribe(postCreated, { userId }, { signal }));
    await untilActive(app, 1);
    const ids = [await content.post(author), await content.post(author)];
    await arrived(followed, 2);
    for (const round of [1, 2]) {
      proxy.cut();
      await untilActive(app, 0);
      ids.push(await content.post(author), await content.post(author));
      proxy.restore();
      await untilActive(app, 1);
      ids.push(await content.post(author));
      await arrived(followed, 2 + 3 * round);
    }
    assert.deepEqual(followed.ids, ids);
  });

  it('share a connection, and resume together', async () => {
    const client = clientFor(reader);
    const postId = await content.post(author);
    await http.data(`mutation { followUser(userId: "${author.id}") { success } }`, null, reader.token);
    const all = [
      follow((signal) => client.subscribe(postCreated, { userId: author.id }, { signal, after: postId })),
      follow((signal) => client.subscribe(homeFeedUpdated, {}, { signal, after: postId })),
    ];
    await untilActive(app, 2);
    const first = await content.post(author);
    await Promise.all(all.map((each) => arrived(each, 1)));
    proxy.cut();
    await untilActive(app, 0);
    const second = await content.post(author);
    proxy.restore();
    await Promise.all(all.map((each) => arrived(each, 2)));
    for (const { ids } of all) assert.deepEqual(ids, [first, second]);
  });

  it('begin after an event that the caller knows', async () => {
    const after = await content.post(author);
    const missed = await content.post(author);
    const followed = follow((signal) =>
      clientFor(reader).subscribe(postCreated, { userId: author.id }, { signal, after }),
    );
    await arrived(followed, 1);
    assert.deepEqual(followed.ids, [missed]);
  });

  it('say that events may be missing when there was none to continue after', async () => {
    const followed = follow((signal) => clientFor(reader).subscribe(postCreated, {}, { signal }));
    await untilActive(app, 1);
    proxy.cut();
    await until('the end', () => followed.end);
    assert.ok(followed.end instanceof ResyncError);
  });

  it('say that too much was missed', async () => {
    const after = String(BigInt(Date.now() - 25 * 3_600_000) << 20n);
    const followed = follow((signal) => clientFor(reader).subscribe(postCreated, {}, { signal, after }));
    await until('the end', () => followed.end);
    assert.ok(followed.end instanceof ResyncError);
    assert.equal(followed.end.code, 'RESYNC');
  });

  it('wait for an api that cannot be reached yet', async () => {
    proxy.cut();
    const errors: unknown[] = [];
    const onRetry = (error: unknown): void => void errors.push(error);
    const followed = follow((signal) => clientFor(reader).subscribe(postCreated, {}, { signal, onRetry }));
    await until('a failure', () => errors.length > 0);
    proxy.restore();
    await untilActive(app, 1);
    const id = await content.post(author);
    await arrived(followed, 1);
    assert.deepEqual(followed.ids, [id]);
  });

  it('end when the api says that nothing will follow', async () => {
    const postId = await content.post(author);
    const followed = follow((signal) =>
      clientFor(reader).subscribe(postInteractions, { postId }, { signal }),
    );
    await untilActive(app, 1);
    await http.data(`mutation { deletePost(id: "${postId}") { success } }`, null, author.token);
    await until('the end', () => followed.end === null);
  });

  it('end with the session', async () => {
    const client = clientFor(reader);
    const followed = follow((signal) => client.subscribe(postCreated, {}, { signal }));
    await untilActive(app, 1);
    await http.data('mutation { logout { success } }', null, reader.token);
    await until('the end', () => followed.end);
    assert.ok(followed.end instanceof UnauthenticatedError);
  });
});
