import assert from 'node:assert/strict';
import { patience } from '@feed/testkit/patience';
import { hasNginx } from '@feed/testkit/test-nginx';
import { until } from '@feed/testkit/until';
import { createClient as createStreamClient } from 'graphql-sse';
import { startTestApp, type TestApp } from '../support/app.js';
import { clientOf } from '../support/client.js';
import { type Content, contentOf } from '../support/content.js';
import { follow, liveClient, rawSocket, type Received, untilActive } from '../support/live.js';
import { type Proxy, proxyTo } from '../support/nginx.js';
import { type Someone, someone } from '../support/people.js';
import { sendRaw } from '../support/raw.js';

const postCreated = 'subscription ($after: ID) { postCreated(after: $after) { eventId content } }';

describe('behind nginx', () => {
  let app: TestApp, viewer: Someone, proxy: Proxy;
  const stops: (() => Promise<void> | void)[] = [];
  const socketTo = (url: string): Received => {
    const client = liveClient({ url }, viewer.token);
    stops.push(() => client.dispose());
    return follow(client, postCreated);
  };
  const streamFrom = (url: string): Received => {
    const headers = { authorization: `Bearer ${viewer.token}` };
    const client = createStreamClient({ url: `${url}/graphql/stream`, headers, retryAttempts: 0 });
    stops.push(() => client.dispose());
    return follow(client, postCreated);
  };
  const contentAt = (url: string): Content => contentOf(clientOf({ url }));

  before(async function () {
    if (!hasNginx()) this.skip();
    app = await startTestApp({ env: { TRUST_PROXY: '1' } });
    proxy = await proxyTo([app]);
  });
  beforeEach(async () => {
    viewer = await someone(app);
  });
  afterEach(async () => {
    for (const stop of stops.splice(0).toReversed()) await stop();
    await untilActive(app, 0);
  });
  after(async () => {
    await proxy?.stop();
    await app?.stop();
  });

  for (const path of ['/graphql', '/graphql/', '/graphql-ws/'])
    for (const protocol of ['graphql-transport-ws', 'graphql-ws'])
      it(`a WebSocket is served at ${path} as ${protocol}`, async () => {
        const { socket, send, messages } = await rawSocket(proxy, { path, protocols: [protocol] });
        assert.equal(socket.protocol, protocol);
        send({ type: 'connection_init', payload: { authorization: viewer.token } });
        await until('the acknowledgement', () => messages[0]?.type === 'connection_ack');
        socket.terminate();
      });

  it('events reach the clients of graphql-ws and graphql-sse one by one', async () => {
    const all = [socketTo(proxy.url), streamFrom(proxy.url)];
    await untilActive(app, 2);
    for (let n = 1; n <= 3; n += 1) {
      const id = await contentAt(proxy.url).post(viewer, `post ${n}`);
      for (const received of all) assert.equal((await received.events(n))[n - 1].postCreated.eventId, id);
    }
  });

  it('what the api keeps alive outlives the time-out of silent connections', async () => {
    const seconds = Math.ceil(patience(1_000) / 1_000);
    const [often, never] = [seconds * 100, 3_600_000];
    const lively = await startTestApp({
      ...{ servers: app, timing: { pingMs: often, pongMs: never }, commentMs: often },
    });
    const silent = await startTestApp({
      ...{ servers: app, timing: { pingMs: never, pongMs: never }, commentMs: never },
    });
    const proxies = [await proxyTo([lively], seconds), await proxyTo([silent], seconds)];
    stops.push(...[lively, silent, ...proxies].map((each) => () => each.stop()));
    const [kept, lost] = proxies.map(({ url }) => [socketTo(url), streamFrom(url)]);
    assert.ok(kept && lost);
    await Promise.all([untilActive(lively, 2), untilActive(silent, 2)]);
    await until('the end of the silent ones', () => lost.every(({ error }) => error));
    const id = await contentAt(proxy.url).post(viewer);
    for (const received of kept) {
      assert.equal((await received.events(1))[0].postCreated.eventId, id);
      assert.equal(received.error, undefined);
    }
  });

  it('clients go on with another process when theirs ends, without a gap', async () => {
    const others = [await startTestApp({ servers: app }), await startTestApp({ servers: app })];
    const front = await proxyTo(others);
    stops.push(() => front.stop());
    const variables: Record<string, unknown> = {};
    const codes: number[] = [];
    const client = liveClient(front, viewer.token, {
      ...{ retryAttempts: 10, shouldRetry: () => true, retryWait: () => Promise.resolve() },
      on: { closed: (event) => codes.push((event as { code: number }).code) },
    });
    stops.push(() => client.dispose());
    const received = follow(client, postCreated, variables);
    await until('an event', async () => {
      await contentAt(front.url).post(viewer);
      return received.results.length > 0;
    });
    variables['after'] = received.results[0].data.postCreated.eventId;
    const [used, free] = (await activeIn(others[0])) ? others : others.toReversed();
    assert.ok(used && free);
    stops.unshift(() => free.stop());
    const [, missed] = await Promise.all([used.stop(), contentAt(proxy.url).post(viewer)]);
    await until('what was missed', () =>
      received.results.some(({ data }) => data.postCreated.eventId === missed),
    );
    assert.equal(codes[0], 1012);
  });

  it('the api knows the address of its caller, whatever that one claims', async () => {
    const { username, password } = await clientOf(app).register();
    const query = `mutation { tokenAuth(username: "${username}", password: "${password}") { token } }`;
    const login = await sendRaw(`${proxy.url}/graphql`, {
      ...{ method: 'POST', path: '/graphql', body: JSON.stringify({ query }), localAddress: '127.0.0.7' },
      headers: { 'content-type': 'application/json', 'x-forwarded-for': '192.0.2.1' },
    });
    const { token } = (JSON.parse(login.text) as { data: { tokenAuth: { token: string } } }).data.tokenAuth;
    const me = await clientOf(proxy).data('{ sessions { address isCurrent } }', null, token);
    const current = me.sessions.find(({ isCurrent }: { isCurrent: boolean }) => isCurrent);
    assert.equal(current.address, '127.0.0.7');
  });
});

const activeIn = async (app: TestApp | undefined): Promise<boolean> =>
  /^subscriptions_active\{.*\} 1$/m.test((await app?.context.metrics.text()) ?? '');
