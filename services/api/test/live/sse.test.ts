import assert from 'node:assert/strict';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { createClient } from 'graphql-sse';
import { until } from '@feed/testkit/until';
import { startTestApp, type TestApp } from '../support/app.js';
import { type Client as HttpClient, clientOf } from '../support/client.js';
import { type Content, contentOf } from '../support/content.js';
import { follow, untilActive } from '../support/live.js';
import { type Someone, someone } from '../support/people.js';

const postCreated = 'subscription ($after: ID) { postCreated(after: $after) { eventId content } }';
const bare = 'subscription { postCreated { content } }';

describe('server-sent events', () => {
  let app: TestApp, http: HttpClient, content: Content, viewer: Someone;
  const stops: (() => void)[] = [];
  const clientFor = (token?: string) => {
    const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const client = createClient({ url: `${app.url}/graphql/stream`, headers, retryAttempts: 0 });
    stops.push(() => client.dispose());
    return client;
  };
  /** The text of a response, which is read for as long as the test runs. */
  const read = async (init: RequestInit, query = ''): Promise<{ response: Response; text(): string }> => {
    const abort = new AbortController();
    stops.push(() => abort.abort());
    const response = await fetch(`${app.url}/graphql/stream${query}`, { ...init, signal: abort.signal });
    let text = '';
    void (async () => {
      const decoder = new TextDecoder();
      for await (const chunk of response.body ?? []) text += decoder.decode(chunk as Uint8Array);
    })().catch(() => undefined);
    return { response, text: () => text };
  };
  const streamHeaders = (token: string) => ({
    authorization: `Bearer ${token}`,
    accept: 'text/event-stream',
    'content-type': 'application/json',
  });

  before(async () => {
    app = await startTestApp();
    http = clientOf(app);
    content = contentOf(http);
  });
  beforeEach(async () => {
    viewer = await someone(app);
  });
  afterEach(async () => {
    for (const stop of stops.splice(0)) stop();
    await untilActive(app, 0);
  });
  after(() => app.stop());

  it('reach the client of graphql-sse', async () => {
    const received = follow(clientFor(viewer.token), postCreated);
    await untilActive(app, 1);
    const id = await content.post(viewer, 'hello');
    assert.deepEqual(await received.events(1), [{ postCreated: { eventId: id, content: 'hello' } }]);
  });

  it('run queries and mutations of that client', async () => {
    const client = clientFor(viewer.token);
    const me = follow(client, '{ me { id } }');
    assert.deepEqual(await me.events(1), [{ me: { id: viewer.id } }]);
    await until('the end', () => me.completed);
    const post = follow(client, 'mutation { createPost(content: "x") { success } }');
    assert.deepEqual(await post.events(1), [{ createPost: { success: true } }]);
  });

  it('need a login', async () => {
    const received = follow(clientFor(), postCreated);
    const [{ errors }] = await received.events(1);
    assert.equal(errors[0].extensions.code, 'UNAUTHENTICATED');
    await until('the end', () => received.completed);
  });

  it('carry their ids, and Last-Event-ID resumes after them', async () => {
    const body = JSON.stringify({ query: bare });
    const first = await read({ method: 'POST', headers: streamHeaders(viewer.token), body });
    assert.equal(first.response.headers.get('content-type'), 'text/event-stream; charset=utf-8');
    assert.equal(first.response.headers.get('x-accel-buffering'), 'no');
    const id = await content.post(viewer, 'one');
    const event = `event: next\nid: ${id}\ndata: {"data":{"postCreated":{"content":"one"}}}\n\n`;
    await until('the event', () => first.text() === event);
    stops.pop()?.();
    const missed = await content.post(viewer, 'two');
    const query = `?query=${encodeURIComponent(bare)}`;
    const again = await read({ headers: { ...streamHeaders(viewer.token), 'last-event-id': id } }, query);
    await until('the missed event', () => again.text().includes(`id: ${missed}\n`));
    assert.ok(!again.text().includes(`id: ${id}\n`));
  });

  it('are not sent on a single connection, to other methods, or to those who accept none', async () => {
    const headers = streamHeaders(viewer.token);
    const query = `?query=${encodeURIComponent(bare)}`;
    const statuses = await Promise.all([
      fetch(`${app.url}/graphql/stream`, { method: 'PUT', headers }),
      fetch(`${app.url}/graphql/stream${query}`, {
        headers: { ...headers, 'x-graphql-event-stream-token': 'x' },
      }),
      fetch(`${app.url}/graphql/stream${query}&token=x`, { headers }),
      fetch(`${app.url}/graphql/stream${query}`, { method: 'PATCH', headers }),
      fetch(`${app.url}/graphql/stream${query}`, { headers: { ...headers, accept: 'application/json' } }),
      fetch(`${app.url}/graphql/stream?query=${encodeURIComponent('{ a')}`, { headers }),
      fetch(`${app.url}/graphql/stream?query=${encodeURIComponent('mutation { logout { success } }')}`, {
        headers,
      }),
    ]);
    assert.deepEqual(
      statuses.map(({ status }) => status),
      [400, 400, 400, 405, 400, 400, 405],
    );
  });

  it('end with the session', async () => {
    const received = follow(clientFor(viewer.token), postCreated);
    await untilActive(app, 1);
    await http.data('mutation { logout { success } }', null, viewer.token);
    const [{ errors }] = await received.events(1);
    assert.equal(errors[0].extensions.code, 'UNAUTHENTICATED');
    await until('the end', () => received.completed);
  });

  it('are at most 20 streams of an account', async () => {
    const client = clientFor(viewer.token);
    for (let n = 0; n < 20; n += 1) follow(client, postCreated);
    await untilActive(app, 20);
    const body = JSON.stringify({ query: bare });
    const init = { method: 'POST', headers: streamHeaders(viewer.token), body };
    assert.equal((await fetch(`${app.url}/graphql/stream`, init)).status, 409);
  });

  it('are cut off when their reader is slow, without an end of the operation', async () => {
    const fields = Array.from({ length: 8 }, (_, n) => `c${n}: content`).join(' ');
    const body = JSON.stringify({ query: `subscription { postCreated { post { ${fields} } } }` });
    const call = httpRequest(`${app.url}/graphql/stream`, {
      method: 'POST',
      headers: streamHeaders(viewer.token),
    });
    call.on('error', () => undefined);
    const answered = new Promise<IncomingMessage>((resolve) => call.once('response', resolve));
    call.end(body);
    const slow = (await answered).pause().on('error', () => undefined);
    await untilActive(app, 1);
    let count = 0;
    while (/postCreated"} 1$/m.test(await app.context.metrics.text())) {
      await content.post(viewer, 'x'.repeat(10_000));
      count += 1;
      assert.ok(count < 500, 'the slow reader is still there');
    }
    let text = '';
    slow.on('data', (chunk: Buffer) => (text += chunk.toString())).resume();
    await until('the end', () => slow.destroyed);
    assert.ok(!text.includes('event: complete'));
  });

  it('are asked for elsewhere when the process ends', async () => {
    const other = await startTestApp({ servers: app });
    const client = createClient({
      url: `${other.url}/graphql/stream`,
      headers: { authorization: `Bearer ${viewer.token}` },
      retryAttempts: 0,
    });
    const received = follow(client, postCreated);
    await untilActive(other, 1);
    await other.stop();
    await until('the interruption', () => received.error);
    assert.equal(received.completed, false);
    client.dispose();
  });
});
