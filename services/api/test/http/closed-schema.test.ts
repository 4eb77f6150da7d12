import assert from 'node:assert/strict';
import request from 'supertest';
import { createExecute } from '../../src/graphql/execute.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { type Answer, clientOf, type Client } from '../support/client.js';

/** Documents with typing errors, and variables for them, to which graphql suggests names of the schema. */
const mistyped: [query: string, variables?: object][] = [
  ['{ searchUser(query: "x") { id } }'],
  ['{ searchUsers(queri: "x") { id } }'],
  ['{ searchUsers(query: "x") { usernam } }'],
  ['query ($id: IDD!) { postById(id: $id) { id } }'],
  ['fragment F on PostTyp { id } { me { id } }'],
  ['{ me { id @skp(if: true) } }'],
  ['{ me { id @skip(iff: true) } }'],
  ['mutation { createComment(input: { postID: "7", content: "x" }) { success } }'],
  [
    'mutation ($input: CreateCommentInput!) { createComment(input: $input) { success } }',
    { input: { postID: '7', content: 'x', postId: '7' } },
  ],
];

describe('where the schema may not be read', () => {
  let app: TestApp;
  let client: Client;
  let token: string;
  before(async () => {
    app = await startTestApp({ env: { GRAPHQL_INTROSPECTION: 'authenticated', GRAPHIQL: 'false' } });
    client = clientOf(app);
    ({ token } = await client.register());
  });
  after(() => app.stop());

  const messages = ({ errors }: Answer): string => errors?.map(({ message }) => message).join('\n') ?? '';

  it('errors suggest no names, whoever sent the document first', async () => {
    for (const [query, variables] of mistyped) {
      for (const first of [undefined, token]) {
        const text = `${query} # ${first ?? ''}`;
        await client.gql(text, variables, first);
        for (let i = 0; i < 2; i += 1) {
          const found = messages(await client.gql(text, variables));
          assert.ok(found !== '' && !found.includes('Did you mean'), found);
        }
      }
    }
  });

  it('callers with a login still get suggestions', async () => {
    const found: string[] = [];
    for (const [query, variables] of mistyped) {
      await client.gql(query, variables);
      found.push(messages(await client.gql(query, variables, token)));
    }
    assert.ok(found.filter((text) => text.includes('Did you mean')).length >= 7, found.join('\n'));
  });

  it('other transports suggest none either', async () => {
    const execute = createExecute(app.pipeline);
    const facts = { viewer: null, requestId: 'x', address: '192.0.2.1', deadline: Infinity } as never;
    for (const [query, variables = {}] of mistyped) {
      const { result } = await execute({ query, variables: variables as Record<string, unknown> }, facts);
      assert.ok(result.errors?.length, query);
      assert.doesNotMatch(JSON.stringify(result), /Did you mean/);
    }
  });
});

describe('where GraphiQL is off', () => {
  let app: TestApp;
  before(async () => {
    app = await startTestApp({ env: { GRAPHIQL: 'false' } });
  });
  after(() => app.stop());
  const browse = (path: string) => request(app.url).get(path).set('accept', 'text/html');

  it('browsers get what other clients get', async () => {
    const response = await browse('/graphql?query={__typename}').expect(200);
    assert.deepEqual(response.body, { data: { __typename: 'Query' } });
    assert.equal((await browse('/graphql').expect(400)).body.errors[0].extensions.code, 'BAD_REQUEST');
    await browse('/').expect(404);
  });
});
