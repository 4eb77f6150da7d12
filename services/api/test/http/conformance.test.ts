import assert from 'node:assert/strict';
import { connect } from 'node:net';
import request from 'supertest';
import { type TestApp, startTestApp } from '../support/app.js';
import { type Client, clientOf } from '../support/client.js';

// GraphQL over HTTP as clients see it. A successor of express-graphql has to pass this unchanged.
describe('GraphQL over HTTP', () => {
  let app: TestApp;
  let client: Client;

  before(async () => {
    app = await startTestApp();
    client = clientOf(app);
  });
  after(() => app.stop());

  const query = '{ searchUsers(query: "zzz") { id } }';
  const get = (parameters: Record<string, string>) => request(app.url).get('/graphql').query(parameters);
  const send = (type: string, body: string) =>
    request(app.url).post('/graphql').set('content-type', type).send(body);

  describe('responses', () => {
    it('a POST of application/json, in the type that the caller accepts', async () => {
      const plain = await client.post({ query }).expect(200);
      assert.equal(plain.headers['content-type'], 'application/json; charset=utf-8');
      assert.deepEqual(plain.body, { data: { searchUsers: [] } });
      const modern = await client
        .post({ query })
        .set('accept', 'application/graphql-response+json')
        .expect(200);
      assert.equal(modern.headers['content-type'], 'application/graphql-response+json; charset=utf-8');
    });

    it('the same document interpreted, compiled and cached alike', async () => {
      const text = '{ a: searchUsers(query: "q") { id createdAt } __typename }';
      for (let i = 0; i < 4; i += 1) {
        const { body } = await client.post({ query: text }).expect(200);
        assert.deepEqual(body, { data: { a: [], __typename: 'Query' } });
      }
    });

    it('a POST of application/graphql and a GET', async () => {
      assert.deepEqual((await send('application/graphql', query).expect(200)).body.data, { searchUsers: [] });
      assert.deepEqual((await get({ query }).expect(200)).body.data, { searchUsers: [] });
    });

    it('with variables and the named operation', async () => {
      const text = 'query A($q: String!) { searchUsers(query: $q) { id } } query B { __typename }';
      const first = await get({ query: text, operationName: 'A', variables: '{"q":"zzz"}' }).expect(200);
      assert.deepEqual(first.body.data, { searchUsers: [] });
      const second = await client.post({ query: text, operationName: 'B' }).expect(200);
      assert.deepEqual(second.body.data, { __typename: 'Query' });
    });

    it('200 when the operation ran, even if it returned errors', async () => {
      const { body } = await client.post({ query: '{ me { id } }' }).expect(200);
      assert.deepEqual(body.data, { me: null });
      assert.deepEqual(body.errors[0].path, ['me']);
      assert.equal(body.errors[0].message, 'Authentication credentials were not provided.');
      assert.equal(body.errors[0].extensions.code, 'UNAUTHENTICATED');
    });

    it('with headers that leave nothing to sniffing', async () => {
      const { headers } = await client.post({ query }).set('x-request-id', 'mine-1');
      assert.equal(headers['x-request-id'], 'mine-1');
      assert.equal(headers['cache-control'], 'no-store');
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.match(headers['content-security-policy'] ?? '', /default-src 'none'/);
      assert.equal(headers['x-powered-by'], undefined);
      const replaced = await client.post({ query }).set('x-request-id', 'not sane at all!');
      assert.match(replaced.headers['x-request-id'] ?? '', /^[0-9a-f-]{36}$/);
    });
  });

  describe('rejects', () => {
    const rejected = (answer: request.Response, status: number, code: string): void => {
      assert.deepEqual([answer.status, answer.body.errors?.[0]?.extensions?.code], [status, code]);
      assert.equal(answer.body.errors[0].extensions.requestId, answer.headers['x-request-id']);
      assert.equal('data' in answer.body, false);
    };

    it('what does not parse, validate or name an operation: 400', async () => {
      rejected(await client.post({ query: '{ me {' }), 400, 'GRAPHQL_PARSE_FAILED');
      rejected(await client.post({ query: '{ nobody }' }), 400, 'GRAPHQL_VALIDATION_FAILED');
      rejected(
        await client.post({ query: 'query A { __typename } query B { __typename }' }),
        400,
        'BAD_REQUEST',
      );
      rejected(await client.post({ query, operationName: 'Other' }), 400, 'BAD_REQUEST');
      const subscription = 'subscription { postCreated { eventId } }';
      rejected(await client.post({ query: subscription }), 400, 'BAD_REQUEST');
    });

    it('a URL whose bytes are not UTF-8, and no other with a percent sign: 400', async () => {
      const search = 'query=query($q:String!){searchUsers(query:$q){id}}&variables={"q":"VALUE"}';
      const ask = (value: string) => rawGet(app.url, `/graphql?${encodeURI(search).replace('VALUE', value)}`);
      for (const bytes of ['%E9', '%ED%A0%BD', '%C3', '%FF', '\u00e9'])
        assert.equal(await ask(bytes), 400, bytes);
      for (const text of ['%C3%A9', '%F0%9F%98%80', '100%25', '100%'])
        assert.equal(await ask(text), 200, text);
    });

    it('half of a surrogate pair in a variable, a literal or a URL: 400', async () => {
      const text = 'query ($q: String!) { searchUsers(query: $q) { id } }';
      rejected(await client.post({ query: text, variables: { q: '\ud83d' } }), 400, 'INVALID_INPUT');
      rejected(
        await client.post({ query: '{ searchUsers(query: "\\ud83d") { id } }' }),
        400,
        'INVALID_INPUT',
      );
      rejected(
        await client.post({ query: '{ searchUsers(query: """a\ud83d""") { id } }' }),
        400,
        'INVALID_INPUT',
      );
      rejected(await get({ query: text, variables: '{"q":"\\ud83d"}' }), 400, 'INVALID_INPUT');
      const deep = `${'['.repeat(30_000)}"\\ude00"${']'.repeat(30_000)}`;
      const body = `{"query":"{ __typename }","variables":{"a":${deep}}}`;
      rejected(await send('application/json', body), 400, 'INVALID_INPUT');
      const whole = await client
        .post({ query: '{ searchUsers(query: "\\ud83d\\ude00") { id } }' })
        .expect(200);
      assert.deepEqual(whole.body.data, { searchUsers: [] });
    });

    it('requests without a query, batches and malformed parameters: 400', async () => {
      rejected(await client.post({}), 400, 'BAD_REQUEST');
      rejected(await get({}), 400, 'BAD_REQUEST');
      rejected(await client.post([{ query }]), 400, 'BAD_REQUEST');
      rejected(await send('application/json', '{"query"'), 400, 'BAD_REQUEST');
      rejected(await send('application/json', '"text"'), 400, 'BAD_REQUEST');
      rejected(await send('application/json', ''), 400, 'BAD_REQUEST');
      rejected(await client.post({ query: 7 }), 400, 'BAD_REQUEST');
      rejected(await client.post({ query, variables: [1] }), 400, 'BAD_REQUEST');
      rejected(await client.post({ query, operationName: {} }), 400, 'BAD_REQUEST');
      rejected(await get({ query, variables: '{' }), 400, 'BAD_REQUEST');
    });

    it('variables that do not fit: 400, first interpreted, then compiled', async () => {
      const text = 'query ($q: String!) { searchUsers(query: $q) { id } }';
      for (let i = 0; i < 3; i += 1) {
        rejected(await client.post({ query: text, variables: { q: { deep: [i] } } }), 400, 'INVALID_INPUT');
        rejected(await client.post({ query: text }), 400, 'INVALID_INPUT');
      }
    });

    it('types that a browser sends across origins without a preflight: 415', async () => {
      rejected(await send('text/plain', JSON.stringify({ query })), 415, 'UNSUPPORTED_MEDIA_TYPE');
      rejected(await send('application/x-www-form-urlencoded', 'query=x'), 415, 'UNSUPPORTED_MEDIA_TYPE');
      rejected(await request(app.url).post('/graphql').query({ query }), 415, 'UNSUPPORTED_MEDIA_TYPE');
      const zipped = client.post({ query }).set('content-encoding', 'gzip');
      rejected(await zipped, 415, 'UNSUPPORTED_MEDIA_TYPE');
    });

    it('mutations by GET and other methods: 405 with Allow', async () => {
      const mutation = await get({ query: 'mutation { logout { success } }' });
      rejected(mutation, 405, 'METHOD_NOT_ALLOWED');
      assert.equal(mutation.headers['allow'], 'POST');
      const put = await request(app.url).put('/graphql').send({ query });
      rejected(put, 405, 'METHOD_NOT_ALLOWED');
      assert.equal(put.headers['allow'], 'GET, POST, OPTIONS');
    });

    it('bodies above 100 KB, with or without Content-Length: 413', async () => {
      const { status, body } = await client.post({ query, variables: { q: 'x'.repeat(103_000) } });
      assert.deepEqual([status, body.errors[0].extensions.code], [413, 'BODY_TOO_LARGE']);
      assert.match(await sendEndless(app.api.port), /^HTTP\/1.1 413 /);
      await client.post({ query, variables: { q: 'x'.repeat(100_000) } }).expect(200);
    });

    it('other paths: 404', async () => {
      rejected(await request(app.url).get('/admin'), 404, 'NOT_FOUND');
      rejected(await request(app.url).get('/%ff'), 404, 'NOT_FOUND');
      await request(app.url).get('/').expect(302).expect('location', '/graphql');
    });
  });

  describe('for browsers', () => {
    const page = (url = '/graphql') =>
      request(app.url).get(url).set('accept', 'text/html,application/xhtml+xml,*/*;q=0.8');

    it('opens GraphiQL with an example, room for a token, and no foreign script', async () => {
      const { text, headers } = await page().expect(200);
      assert.equal(headers['content-type'], 'text/html; charset=utf-8');
      assert.match(text, /homeFeed\(first: 10\)/);
      assert.match(text, /headerEditorEnabled: true/);
      assert.doesNotMatch(text, /<(script|link)[^>]+(src|href)=(?!"data:)/);
      const policy = headers['content-security-policy'] ?? '';
      // Without it the bundle of express-graphql stops at its first line, and the page stays at "Loading".
      assert.match(policy, /script-src 'unsafe-eval'( 'sha256-[A-Za-z0-9+/=]+'){3,};/);
    });

    it('shows the query in the URL without running it', async () => {
      const { text } = await page('/graphql?query=mutation%20%7B%20logout%20%7D%3C/script%3E').expect(200);
      assert.match(text, /query: "mutation \{ logout \}<\\\/script>"/);
    });

    it('allows only configured origins', async () => {
      const { headers } = await client.post({ query }).set('origin', 'https://evil.example');
      assert.equal(headers['access-control-allow-origin'], undefined);
      await request(app.url).options('/graphql').expect(204);
    });
  });
});

/** Sends a chunked body without an end; returns what the server sends before it closes the connection. */
function sendEndless(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`;
    const more = (): void => {
      while (!socket.destroyed && answer === '' && socket.write(chunk));
    };
    socket.on('connect', () => {
      socket.write(
        'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n',
      );
      more();
    });
    socket.on('drain', more);
    socket.on('data', (data) => {
      answer += data.toString();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', (error) => (answer ? resolve(answer) : reject(error)));
  });
}

/** The status of a GET whose path is sent as it is, one byte for each character; clients would encode it. */
async function rawGet(url: string, path: string): Promise<number> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(`GET ${path} HTTP/1.1\r\nhost: feed\r\nconnection: close\r\n\r\n`, 'latin1');
  let response = '';
  for await (const chunk of socket.setEncoding('latin1')) response += chunk as string;
  return Number(response.split(' ')[1]);
}
