import assert from 'node:assert/strict';
import { request as httpRequest, type Server } from 'node:http';
import { createConnection } from 'node:net';
import { statement } from '@feed/store/postgres/statement';
import { patience } from '@feed/testkit/patience';
import { until } from '@feed/testkit/until';
import { serveWebSockets } from '../../src/live/websocket.js';
import { startServer } from '../../src/http/server.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { type Client as HttpClient, clientOf } from '../support/client.js';
import { contentOf } from '../support/content.js';
import { follow, liveClient, rawSocket, type RawSocket, untilActive } from '../support/live.js';
import { type Someone, someone } from '../support/people.js';

const postCreated = 'subscription { postCreated { eventId content } }';
const expire = statement('test.expire', 'UPDATE sessions SET expires_at = now() WHERE user_id = $1');

describe('a WebSocket', () => {
  let app: TestApp, http: HttpClient, viewer: Someone;
  const sockets: RawSocket[] = [];
  const raw = async (options?: Parameters<typeof rawSocket>[1]): Promise<RawSocket> => {
    const socket = await rawSocket(app, options);
    sockets.push(socket);
    return socket;
  };
  const init = (token?: string) => ({
    type: 'connection_init',
    ...(token !== undefined && { payload: { authorization: token } }),
  });
  const acknowledged = async (socket: RawSocket): Promise<void> => {
    await until('the acknowledgement', () => socket.messages.some(({ type }) => type === 'connection_ack'));
  };

  before(async () => {
    app = await startTestApp();
    http = clientOf(app);
  });
  beforeEach(async () => {
    viewer = await someone(app);
  });
  afterEach(() => {
    for (const { socket } of sockets.splice(0)) socket.terminate();
  });
  after(() => app.stop());

  for (const path of ['/graphql', '/graphql/', '/graphql-ws', '/graphql-ws/'])
    for (const protocol of ['graphql-transport-ws', 'graphql-ws'])
      it(`is served at ${path} as ${protocol}`, async () => {
        const socket = await raw({ path, protocols: ['else', protocol] });
        assert.equal(socket.socket.protocol, protocol);
        socket.send(init(viewer.token));
        await acknowledged(socket);
      });

  it('is closed with 4406 without a protocol that the server knows', async () => {
    assert.equal((await (await raw({ protocols: [] })).closed())[0], 4406);
  });

  for (const [how, payload] of [
    ['authorization', (token: string) => ({ authorization: `Bearer ${token}` })],
    ['Authorization', (token: string) => ({ Authorization: `JWT ${token}` })],
    ['a token alone', (token: string) => ({ authorization: token })],
  ] as const)
    it(`accepts a login in the payload: ${how}`, async () => {
      const socket = await raw();
      socket.send({ type: 'connection_init', payload: payload(viewer.token) });
      await acknowledged(socket);
    });

  it('accepts a login in the header of the handshake', async () => {
    const socket = await raw({ headers: { authorization: `Bearer ${viewer.token}` } });
    socket.send(init());
    await acknowledged(socket);
  });

  it('is closed with 4403 without a login, with a bad one, and with a revoked one', async () => {
    const revoked = await someone(app);
    await http.data('mutation { logout { success } }', null, revoked.token);
    for (const token of [undefined, 'Bearer x', revoked.token]) {
      const socket = await raw();
      socket.send(init(token));
      assert.deepEqual(await socket.closed(), [4403, 'Forbidden']);
    }
  });

  it('is closed with 4401 for an operation before the acknowledgement', async () => {
    const socket = await raw();
    socket.send({ type: 'subscribe', id: '1', payload: { query: postCreated } });
    assert.equal((await socket.closed())[0], 4401);
  });

  it('is closed with 4408 without an init in time', async () => {
    const hasty = await startTestApp({ servers: app, timing: { initMs: 50 } });
    const { closed } = await rawSocket(hasty);
    assert.deepEqual(await closed(), [4408, 'Connection initialisation timeout']);
    await hasty.stop();
  });

  it('is closed with 4429 for a second init, with 4400 for nonsense, and with 4409 for an id in use', async () => {
    const subscribe = { type: 'subscribe', id: '1', payload: { query: postCreated } };
    for (const [code, messages] of [
      [4429, [init(viewer.token)]],
      [4400, ['nonsense']],
      [4409, [subscribe, subscribe]],
    ] as const) {
      const socket = await raw();
      socket.send(init(viewer.token));
      await acknowledged(socket);
      for (const message of messages) socket.send(message);
      assert.equal((await socket.closed())[0], code);
    }
  });

  it('runs queries and mutations, with their limits', async () => {
    const client = liveClient(app, viewer.token);
    const me = follow(client, '{ me { id } }');
    assert.deepEqual(await me.events(1), [{ me: { id: viewer.id } }]);
    const post = follow(
      client,
      'mutation { createPost(content: "over the socket") { success post { content } } }',
    );
    assert.equal((await post.events(1))[0].createPost.post.content, 'over the socket');
    const deep = follow(client, `{ ${'a { '.repeat(40)} b ${'}'.repeat(40)} }`);
    await until('the error', () => deep.error);
    assert.equal((deep.error as { extensions: { code: string } }[])[0]?.extensions.code, 'QUERY_TOO_COMPLEX');
    await client.dispose();
  });

  it('has at most 20 subscriptions', async () => {
    const client = liveClient(app, viewer.token);
    for (let n = 0; n < 20; n += 1) follow(client, postCreated);
    await untilActive(app, 20);
    const [{ errors }] = await follow(client, postCreated).events(1);
    assert.deepEqual(
      [errors[0].message, errors[0].extensions.code],
      ['You can have at most 20 subscriptions on a connection', 'CONFLICT'],
    );
    await client.dispose();
    await untilActive(app, 0);
  });

  it('is one of at most 5 of its account', async () => {
    for (let n = 0; n < 5; n += 1) {
      const socket = await raw();
      socket.send(init(viewer.token));
      await acknowledged(socket);
    }
    const sixth = await raw();
    sixth.send(init(viewer.token));
    assert.deepEqual(await sixth.closed(), [1013, 'You can have at most 5 connections']);
    sockets[0]?.socket.close();
    await sockets[0]?.closed();
    const again = await raw();
    again.send(init(viewer.token));
    await acknowledged(again);
  });

  it('outlives its token, and ends with its session: logged out, or expired', async () => {
    const other = await someone(app);
    const [loggedOut, expired] = [await raw(), await raw()];
    loggedOut.send(init(viewer.token));
    expired.send(init(other.token));
    await Promise.all([acknowledged(loggedOut), acknowledged(expired)]);
    await http.data('mutation { logout { success } }', null, viewer.token);
    await app.context.database.query(expire, [other.id]);
    for (const socket of [loggedOut, expired]) assert.equal((await socket.closed())[0], 4403);
  });

  it('is closed with 1013 when its reader is slow, without harm to others', async () => {
    const [slow, quick] = [await raw(), liveClient(app, (await someone(app)).token)];
    slow.send(init(viewer.token));
    await acknowledged(slow);
    const fields = Array.from({ length: 8 }, (_, n) => `c${n}: content`).join(' ');
    slow.send({
      type: 'subscribe',
      id: '1',
      payload: { query: `subscription { postCreated { post { ${fields} } } }` },
    });
    const received = follow(quick, postCreated);
    await untilActive(app, 2);
    slow.socket.pause();
    const content = 'x'.repeat(10_000);
    const create = () => contentOf(http).post(viewer, content);
    let count = 0;
    while (await app.context.metrics.text().then((text) => /postCreated"} 2$/m.test(text))) {
      await create();
      count += 1;
      assert.ok(count < 500, 'the slow reader is still there');
    }
    slow.socket.resume();
    assert.deepEqual(await slow.closed(), [1013, 'too slow']);
    await received.events(count);
    await quick.dispose();
  });

  it('is pinged, and ended when no pong comes', async () => {
    const api = await startServer(app.context, app.pipeline);
    const timing = { pingMs: 20, pongMs: patience(200) };
    const served = serveWebSockets({ app: app.context, pipeline: app.pipeline, api, timing });
    const there = await rawSocket({ url: `http://127.0.0.1:${api.port}` });
    let pings = 0;
    there.socket.on('ping', () => (pings += 1));
    await until('pings', () => pings > 3);
    const gone = await rawSocket({ url: `http://127.0.0.1:${api.port}` });
    gone.socket.pause();
    assert.equal(await connectionsOf(api.server), 2);
    await until('the end', async () => (await connectionsOf(api.server)) === 1);
    assert.equal(there.socket.readyState, there.socket.OPEN);
    served.close();
    assert.deepEqual(await there.closed(), [1012, 'The server restarts']);
    gone.socket.terminate();
    await api.close(1000);
  });

  it('does not take requests away that ask for another upgrade', async () => {
    const headers = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABk' };
    const answer = await new Promise<string>((resolve, reject) => {
      const call = httpRequest(
        `${app.url}/graphql`,
        { method: 'POST', headers: { ...headers, 'content-type': 'application/json' } },
        (response) => {
          let text = '';
          response.on('data', (chunk: Buffer) => (text += chunk.toString()));
          response.on('end', () => resolve(text));
        },
      );
      call.on('error', reject);
      call.end(JSON.stringify({ query: '{ __typename }' }));
    });
    assert.deepEqual(JSON.parse(answer), { data: { __typename: 'Query' } });
  });

  it('is refused at other paths', async () => {
    const socket = createConnection({ port: app.api.port, host: '127.0.0.1' });
    socket.write(
      'GET /else HTTP/1.1\r\nhost: feed\r\nconnection: upgrade\r\nupgrade: websocket\r\n' +
        'sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    const text = await new Promise<string>((resolve) =>
      socket.once('data', (data) => resolve(data.toString())),
    );
    assert.match(text, /^HTTP\/1\.1 404/);
    socket.destroy();
  });

  it('is not served where subscriptions are off', async () => {
    const off = await startTestApp({ env: { SUBSCRIPTIONS: 'off' }, servers: app });
    await assert.rejects(rawSocket(off), /400|404/);
    const post = await contentOf(clientOf(off)).post(viewer);
    assert.match(post, /^\d+$/);
    await off.stop();
  });
});

const connectionsOf = (server: Server): Promise<number> =>
  new Promise((resolve) => server.getConnections((_error, count) => resolve(count)));
