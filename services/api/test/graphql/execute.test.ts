import assert from 'node:assert/strict';
import { admit } from '../../src/auth/admit.js';
import { createExecute, type Execute, type OperationRequest } from '../../src/graphql/execute.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { clientOf } from '../support/client.js';
import { type Someone, someone } from '../support/people.js';

describe('executing operations without a transport', () => {
  let app: TestApp, execute: Execute, person: Someone;
  before(async () => {
    app = await startTestApp({ env: { RATE_READS_PER_ACCOUNT: '40' } });
    execute = createExecute(app.pipeline);
    person = await someone(app);
  });
  after(() => app.stop());

  const factsOf = (token?: string, headers: Record<string, string> = {}) =>
    admit(
      app.context,
      { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...headers },
      '203.0.113.1',
    );
  const createPost = 'mutation ($t: String!) { createPost(input: { content: $t }) { success post { id } } }';

  it('runs queries, with variables and the named operation', async () => {
    const query = 'query A($id: ID!) { userById(id: $id) { username } } query B { __typename }';
    const request = { query, operationName: 'A', variables: { id: person.id } };
    const response = await execute(request, factsOf(person.token));
    assert.deepEqual(JSON.parse(JSON.stringify(response)), {
      result: { data: { userById: { username: person.username } } },
    });
  });

  it('runs mutations once per idempotency key', async () => {
    const send = async (key: string) => {
      const facts = factsOf(person.token, { 'idempotency-key': key });
      const { result } = await execute({ query: createPost, variables: { t: 'text' } }, facts);
      return JSON.stringify(result);
    };
    const first = await send('one');
    assert.match(first, /"success":true/);
    assert.equal(await send('one'), first);
    assert.notEqual(await send('two'), first);
  });

  it('returns the code, the rule and the seconds to wait of the first error to the transport', async () => {
    const outcome = async (query: string, token?: string) => {
      const { result, code, rule } = await execute({ query }, factsOf(token));
      assert.equal(result.errors?.[0]?.extensions?.['code'], code);
      return [code, rule, 'data' in result];
    };
    const deep = `{ me { ${'posts { user { '.repeat(5)} id ${'} }'.repeat(5)} } }`;
    const wide = '{ allPosts(limit: 100) { comments(limit: 100) { user { posts(limit: 100) { id } } } } }';
    assert.deepEqual(await outcome('{ me {'), ['GRAPHQL_PARSE_FAILED', 'syntax', false]);
    assert.deepEqual(await outcome('{ unknown }'), ['GRAPHQL_VALIDATION_FAILED', 'validation', false]);
    assert.deepEqual(await outcome(deep), ['QUERY_TOO_COMPLEX', 'depth', false]);
    assert.deepEqual(await outcome(wide), ['QUERY_TOO_COMPLEX', 'cost', false]);
    assert.deepEqual(await outcome(createPost), ['INVALID_INPUT', 'malformed', false]);
    assert.deepEqual(await outcome('subscription { postCreated { eventId } }'), [
      'BAD_REQUEST',
      undefined,
      false,
    ]);
    assert.deepEqual(await outcome('{ me { id } }'), ['UNAUTHENTICATED', undefined, true]);
  });

  it('times out when the deadline of the request has passed', async () => {
    const facts = { ...factsOf(person.token), deadline: 0 };
    const { code, rule } = await execute({ query: '{ homeFeed { edges { cursor } } }' }, facts);
    assert.deepEqual([code, rule], ['TIMEOUT', 'timeout']);
  });

  it('returns the same as HTTP, and counts it in the same metrics', async () => {
    const requests: OperationRequest[] = [
      { query: '{ me { id username posts { id } } }' },
      { query: '{ me { id } nothing }' },
      { query: '{ me {' },
      { query: '{ userById(id: "1") { id } }', operationName: 'Missing' },
      { query: 'query ($n: Int) { userFeed(limit: $n) { id } }', variables: { n: 'many' } },
      { query: '{ homeFeed(first: 0) { edges { cursor } } }' },
    ];
    const errors = async () => {
      const samples = (await app.context.metrics.text()).matchAll(/^graphql_errors_total\{.*\} (\d+)$/gm);
      return [...samples].reduce((sum, [, count]) => sum + Number(count), 0);
    };
    const { post } = clientOf(app);
    for (const request of requests) {
      // A text that returns is compiled, and compiled code words some errors differently.
      for (const _ of [1, 2]) await execute(request, factsOf(person.token));
      const start = await errors();
      const direct = await execute(request, factsOf(person.token, { 'x-request-id': 'same' }));
      const middle = await errors();
      const { body } = await post(request, person.token).set('x-request-id', 'same');
      assert.deepEqual(JSON.parse(JSON.stringify(direct.result)), body);
      assert.equal((await errors()) - middle, middle - start);
    }
  });

  it('is charged to the rates of its address and account', () => {
    assert.throws(
      () => {
        for (let i = 0; i < 60; i += 1) factsOf(person.token);
      },
      { code: 'RATE_LIMITED', rule: 'rate_account' },
    );
    assert.equal(factsOf('foreign').viewer, null);
  });
});
