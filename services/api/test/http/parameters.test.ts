import assert from 'node:assert/strict';
import { type TestApp, startTestApp } from '../support/app.js';
import { type Answer, clientOf, type Client, password, type Person } from '../support/client.js';
import { type RawRequest, type RawResponse, sendRaw } from '../support/raw.js';

const json = { 'content-type': 'application/json' };
const text = 'query ($q: String) { searchUsers(query: $q) { username } }'.replace(
  'String)',
  'String = "zz")',
);

describe('the parameters of a request', () => {
  let app: TestApp;
  let client: Client;
  let ada: Person;
  before(async () => {
    app = await startTestApp();
    client = clientOf(app);
    ada = await client.register();
  });
  after(() => app.stop());

  const send = (request: RawRequest): Promise<RawResponse> => sendRaw(app.url, request);
  const get = (search: string): Promise<RawResponse> => send({ method: 'GET', path: `/graphql?${search}` });
  const post = (search: string, body: unknown): Promise<RawResponse> =>
    send({ method: 'POST', path: `/graphql${search}`, headers: json, body: JSON.stringify(body) });
  const answerOf = (response: RawResponse): Answer => JSON.parse(response.text) as Answer;
  const rejected = (response: RawResponse, code = 'BAD_REQUEST'): void => {
    const status = code === 'UNSUPPORTED_MEDIA_TYPE' ? 415 : 400;
    assert.deepEqual(
      [response.status, answerOf(response).errors?.[0]?.extensions.code],
      [status, code],
      response.text,
    );
  };
  const found = (response: RawResponse): string[] => {
    assert.equal(response.status, 200, response.text);
    return answerOf(response).data.searchUsers.map(({ username }: Person) => username);
  };
  const named = (): string => encodeURIComponent(JSON.stringify({ q: ada.username }));

  describe('in the URL and in the body', () => {
    it('are combined; those in the URL win', async () => {
      assert.deepEqual(found(await post(`?variables=${named()}`, { query: text })), [ada.username]);
      assert.deepEqual(found(await post(`?variables=${named()}`, { query: text, variables: { q: 'zz' } })), [
        ada.username,
      ]);
      assert.deepEqual(
        found(await post(`?query=${encodeURIComponent(text)}`, { variables: { q: ada.username } })),
        [ada.username],
      );
      const query = 'query A { __typename } query B { b: __typename }';
      const both = await post('?operationName=B', { query, operationName: 'A' });
      assert.deepEqual(answerOf(both).data, { b: 'Query' });
      const plain = { method: 'POST', headers: { 'content-type': 'application/graphql' }, body: text };
      assert.deepEqual(found(await send({ ...plain, path: `/graphql?variables=${named()}` })), [
        ada.username,
      ]);
    });

    it('count as absent in the URL when they are empty, as clients send what they do not have', async () => {
      const query = `query=${encodeURIComponent(text)}`;
      assert.deepEqual(found(await get(`${query}&variables=&operationName=&extensions=`)), []);
      const body = { query: text, variables: { q: ada.username } };
      assert.deepEqual(found(await post('?variables=&query=&operationName=', body)), [ada.username]);
      rejected(await get('query='));
    });

    it('are rejected when they have the wrong type, wherever they are', async () => {
      for (const variables of ['5', '"x"', '[1]', 'true', '{', 'null null']) {
        rejected(await post(`?variables=${encodeURIComponent(variables)}`, { query: text }));
        rejected(await get(`query=${encodeURIComponent(text)}&variables=${encodeURIComponent(variables)}`));
      }
      for (const wrong of [5, 'x', '', [], true]) {
        rejected(await post('', { query: text, variables: wrong }));
        rejected(await post('', { query: text, extensions: wrong }));
      }
      for (const wrong of [5, [], {}, true]) {
        rejected(await post('', { query: wrong }));
        rejected(await post('', { query: text, operationName: wrong }));
      }
      assert.deepEqual(
        found(await post('?variables=null', { query: text, variables: { q: ada.username } })),
        [],
      );
    });

    it('are rejected when they are there twice', async () => {
      rejected(await get('query={__typename}&query={me{id}}'));
    });

    it('keep a question mark', async () => {
      const response = await get('query={a:__typename,b:searchUsers(query:"is%20it?zz"){id}}');
      assert.deepEqual(answerOf(response).data, { a: 'Query', b: [] });
    });
  });

  describe('named by an empty operation name', () => {
    it('run the only operation', async () => {
      for (let i = 0; i < 3; i += 1) {
        const response = await post('', { query: 'query A{__typename}', operationName: '' });
        assert.deepEqual([response.status, answerOf(response).data], [200, { __typename: 'Query' }]);
      }
    });

    it('run no mutation by GET', async () => {
      for (let i = 0; i < 3; i += 1) {
        const response = await get('query=mutation{logout{success}}&operationName=');
        assert.deepEqual([response.status, response.headers.allow], [405, 'POST']);
      }
    });
  });

  describe('with the hash of a query', () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };

    it('get the error after which Apollo clients send the query', async () => {
      for (const response of [
        await post('', { operationName: 'A', extensions }),
        await get(`operationName=A&extensions=${encodeURIComponent(JSON.stringify(extensions))}`),
      ]) {
        const { errors, data } = answerOf(response);
        assert.deepEqual(
          [response.status, errors?.[0]?.message, errors?.[0]?.extensions.code, data],
          [200, 'PersistedQueryNotSupported', 'PERSISTED_QUERY_NOT_SUPPORTED', undefined],
        );
      }
    });

    it('run the query if they have that too', async () => {
      assert.deepEqual(found(await post('', { query: text, extensions })), []);
    });
  });

  describe('that are not UTF-8', () => {
    const create = 'mutation { createPost(input: { content: "caf\u00e9" }) { success post { content } } }';
    const authorized = (): Record<string, string> => ({ authorization: `Bearer ${ada.token}` });
    const sendBytes = (type: string, body: Buffer): Promise<RawResponse> =>
      send({ method: 'POST', path: '/graphql', headers: { ...authorized(), 'content-type': type }, body });
    const latin1 = Buffer.from(JSON.stringify({ query: create }), 'latin1');

    it('are rejected in a body', async () => {
      rejected(await sendBytes('application/json', latin1));
      rejected(await sendBytes('application/json; charset=utf-8', latin1));
      rejected(await sendBytes('application/graphql', Buffer.from(create, 'latin1')));
      // Half of a pair, an overlong form, and a text that ends within a character.
      for (const bytes of ['eda0bd', 'c0af', 'e282']) {
        const body = Buffer.concat([
          Buffer.from('{"query":"{__typename}#'),
          Buffer.from(bytes, 'hex'),
          Buffer.from('"}'),
        ]);
        rejected(await sendBytes('application/json', body));
      }
    });

    it('are rejected in a body of another character set', async () => {
      for (const charset of ['iso-8859-1', 'ISO-8859-1', '"latin1"', 'utf-16', 'us-ascii', 'x', '""'])
        rejected(await sendBytes(`application/json; charset=${charset}`, latin1), 'UNSUPPORTED_MEDIA_TYPE');
      rejected(await sendBytes('application/graphql;charset=latin1', latin1), 'UNSUPPORTED_MEDIA_TYPE');
    });

    it('are accepted as UTF-8, however it is called', async () => {
      const body = Buffer.from(JSON.stringify({ query: create }));
      for (const type of [
        'application/json',
        'Application/JSON;charset=UTF-8',
        'application/json; charset="utf8"',
      ]) {
        const { data } = answerOf(await sendBytes(type, body));
        assert.equal(data.createPost.post.content, 'caf\u00e9', type);
      }
    });

    it('are rejected in a URL, encoded or not', async () => {
      const search = (name: string): string => `query={searchUsers(query:"${name}"){id}}`;
      for (const name of ['caf%E9', '%ED%A0%BD', '%C3', '%c3x']) rejected(await get(search(name)));
      rejected(await get(`query={__typename}&variables=${encodeURIComponent('{"a":"')}%E9%22%7D`));
      assert.equal((await get(search('caf\u00e9'))).status, 400);
      assert.equal((await get(search('caf%C3%A9+%25'))).status, 200);
    });

    it('are rejected by the page for browsers, which would show something else', async () => {
      const headers = { accept: 'text/html' };
      assert.equal((await send({ method: 'GET', path: '/graphql?query=%E9', headers })).status, 400);
      assert.equal((await send({ method: 'GET', path: '/graphql?query=%C3%A9', headers })).status, 200);
    });
  });

  describe('in headers', () => {
    const logIn = 'mutation ($u: String!, $p: String!) { tokenAuth(username: $u, password: $p) { token } }';

    async function keptAgent(bytes: Buffer): Promise<string> {
      const body = JSON.stringify({ query: logIn, variables: { u: ada.username, p: password } });
      const headers = { ...json, 'user-agent': bytes.toString('latin1') };
      const response = await send({ method: 'POST', path: '/graphql', headers, body });
      const { token } = answerOf(response).data.tokenAuth as { token: string };
      return (await client.data('{ sessions { userAgent } }', null, token)).sessions[0].userAgent as string;
    }

    it('are kept as they were meant, in UTF-8 or in Latin-1', async () => {
      assert.equal(await keptAgent(Buffer.from('caf\u00e9 \ud83d\ude00')), 'caf\u00e9 \ud83d\ude00');
      assert.equal(await keptAgent(Buffer.from('caf\u00e9', 'latin1')), 'caf\u00e9');
      // 300 code points are kept, and none is halved.
      const longest = `${'x'.repeat(299)}\ud83d\ude00`;
      assert.equal(await keptAgent(Buffer.from(`${longest}y`)), longest);
    });

    it('are rejected as an idempotency key', async () => {
      const headers = { ...json, 'idempotency-key': Buffer.from('caf\u00e9').toString('latin1') };
      const body = JSON.stringify({
        query:
          'mutation { verifyToken(token: "x") { payload } tokenAuth(username: "", password: "") { token } }',
      });
      const response = await send({ method: 'POST', path: '/graphql', headers, body });
      assert.ok(
        answerOf(response).errors?.some(({ extensions }) => extensions.code === 'BAD_REQUEST'),
        response.text,
      );
    });
  });

  describe('with ids', () => {
    const find = 'query ($id: ID!) { postById(id: $id) { id } }';
    const exact = '9007199254740991';
    const rounded = '9007199254740993';
    const ask = (id: string): Promise<RawResponse> =>
      send({
        method: 'POST',
        path: '/graphql',
        headers: { ...json, authorization: `Bearer ${ada.token}` },
        body: `{"query":${JSON.stringify(find)},"variables":{"id":${id}}}`,
      });

    it('accept text and exact numbers', async () => {
      for (const id of [`"${rounded}"`, exact, `-${exact}`, '0', '7.0'])
        assert.deepEqual(answerOf(await ask(id)).data, { postById: null }, id);
    });

    it('reject numbers that JSON has rounded, in variables, objects and lists', async () => {
      for (const id of [rounded, '9007199254740992', `-${rounded}`, '1e300', '1.5', 'true', '{}']) {
        for (let i = 0; i < 3; i += 1) rejected(await ask(id), 'INVALID_INPUT');
      }
      const comment = 'mutation ($input: CreateCommentInput!) { createComment(input: $input) { success } }';
      const body = `{"query":${JSON.stringify(comment)},"variables":{"input":{"postId":${rounded},"content":"x"}}}`;
      rejected(await send({ method: 'POST', path: '/graphql', headers: json, body }), 'INVALID_INPUT');
    });

    it('read those in the document digit by digit', async () => {
      const { id } = (
        await client.data('mutation { createPost(content: "x") { post { id } } }', null, ada.token)
      ).createPost.post as { id: string };
      assert.ok(BigInt(id) > Number.MAX_SAFE_INTEGER);
      for (let i = 0; i < 3; i += 1)
        assert.deepEqual(await client.data(`{ postById(id: ${id}) { id } }`, null, ada.token), {
          postById: { id },
        });
    });
  });
});
