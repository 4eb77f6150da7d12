import assert from 'node:assert/strict';
import { Agent } from 'node:http';
import { patience } from '@feed/testkit/patience';
import { type TestApp, startTestApp } from '../support/app.js';
import { clientOf } from '../support/client.js';
import { type RawRequest, type RawResponse, sendRaw } from '../support/raw.js';

type Parameters = Record<string, unknown>;

const documents = [
  'query A { __typename }',
  'query A { __typename } query B { me { id } }',
  'query A { searchUsers(query: "zz") { id } } mutation B { revokeSession(id: "2") { success } }',
  'mutation { revokeSession(id: "1") { success errors } }',
  'mutation { verifyToken(token: "x") { payload } likePost(postId: "7") { success errors } }',
  'mutation { a: unlikePost(postId: "7") { success errors } b: likePost(postId: "8") { liked post { id } } }',
  '{ me { id } b: me { username } postById(id: 9007199254740993) { id } __typename }',
  '{ me { ...F } } fragment F on CustomUserType { id posts(limit: -1) { id } followers { follower { id } } }',
  '{ a: userFeed(limit: -1) { id } b: userFeed(limit: 0) { id } homeFeed(first: 0) { edges { node { id } } } }',
  '{ __schema { queryType { name } } }',
  '{ searchUsers(query: 5) { id } mee { id } }',
  '{ me { id } ',
  'subscription { x }',
  '',
  '#',
];

const withVariables: [text: string, ...names: string[]][] = [
  ['query ($id: ID!) { postById(id: $id) { id } userById(id: $id) { username } }', 'id'],
  ['query ($id: ID = "7") { postById(id: $id) { id } me { id } }', 'id'],
  ['query ($q: String = "zz") { searchUsers(query: $q) { id } me { id } }', 'q'],
  ['query ($q: String!) { ...F } fragment F on Query { searchUsers(query: $q) { id } }', 'q'],
  [
    'query ($n: Int = 3, $o: Int) { userFeed(limit: $n, offset: $o) { id } allPosts(limit: $o) { id } }',
    'n',
    'o',
  ],
  ['query ($n: Int, $a: String) { homeFeed(first: $n, after: $a) { pageInfo { hasNextPage } } }', 'n', 'a'],
  ['query ($yes: Boolean = true) { me @include(if: $yes) { id } a: __typename @skip(if: $yes) }', 'yes'],
  ['query ($yes: Boolean!) { __typename ...F @skip(if: $yes) } fragment F on Query { me { id } }', 'yes'],
  ['mutation ($i: RegisterUserInput!) { registerUser(input: $i) { success errors } }', 'i'],
  ['mutation ($i: CreateCommentInput!) { createComment(input: $i) { success errors comment { id } } }', 'i'],
  ['mutation ($id: ID!) { likePost(postId: $id) { success errors } }', 'id'],
  [
    'mutation ($id: ID = 7) { a: likePost(postId: $id) { errors } b: likePost(postId: "9") { errors } }',
    'id',
  ],
  ['mutation ($u: String!, $p: String = "x") { tokenAuth(username: $u, password: $p) { token } }', 'u', 'p'],
];

const values = [
  ...[undefined, null, 0, 5, -1, 1.5, 2 ** 31, 2 ** 53, 1e300, true, '', 'x', '7', [], ['x'], [null], [[1]]],
  ...[{}, { deep: { er: 1 } }, { userName: 'x' }, { postId: 5, content: null }, { postId: '7', content: '' }],
];

const names = [undefined, null, '', 'A', 'B', 'Other', 5, {}];
const wholes = [undefined, null, 5, 'text', '', true, [], [1], {}, { extra: 1 }];
const extensions = [undefined, null, {}, { persistedQuery: { version: 1, sha256Hash: 'x' } }, 'text', []];

/** Every parameter alone with every document, and every variable with every value. */
function* allParameters(): Generator<Parameters> {
  for (const query of documents) {
    for (const operationName of names) yield { query, operationName };
    for (const variables of wholes) yield { query, variables };
    for (const given of extensions) yield { query, extensions: given };
  }
  for (const [query, ...variables] of withVariables) {
    for (const whole of wholes) yield { query, variables: whole };
    for (const value of values)
      yield { query, variables: Object.fromEntries(variables.map((v) => [v, value])) };
    const [first = '', ...others] = variables;
    if (others.length > 0) for (const value of values) yield { query, variables: { [first]: value } };
  }
  for (const query of [undefined, null, 5])
    for (const given of extensions) yield { query, extensions: given };
}

const json = { 'content-type': 'application/json' };

/** The same parameters, in each way that a request can carry them. */
function* requestsOf(parameters: Parameters): Generator<RawRequest> {
  const { query, ...rest } = parameters;
  const search = searchOf(parameters);
  const body = JSON.stringify(parameters);
  yield { method: 'POST', path: '/graphql', headers: json, body };
  yield { method: 'GET', path: `/graphql?${search}` };
  yield {
    method: 'POST',
    path: `/graphql?${searchOf(rest)}`,
    headers: json,
    body: JSON.stringify({ query }),
  };
  yield { method: 'POST', path: '/graphql?variables=5&operationName=A', headers: json, body };
  yield { method: 'POST', path: '/graphql?variables=&operationName=&extensions=', headers: json, body };
  const text = { 'content-type': 'application/graphql' };
  if (typeof query === 'string')
    yield { method: 'POST', path: `/graphql?${searchOf(rest)}`, headers: text, body: query };
}

const searchOf = (parameters: Parameters): string =>
  new URLSearchParams(
    Object.entries(parameters)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]): [string, string] => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]),
  ).toString();

describe('the first response to a request', () => {
  let app: TestApp;
  let token: string;
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  before(async () => {
    app = await startTestApp({ env: { GRAPHQL_INTROSPECTION: 'authenticated' } });
    ({ token } = await clientOf(app).register());
  });
  after(async () => {
    agent.destroy();
    await app.stop();
  });

  const essence = ({ status, headers, text }: RawResponse) => {
    const { 'content-type': type, 'retry-after': retry, allow, connection } = headers;
    return { status, type, retry, allow, connection, text };
  };

  /** Three times, because an operation is interpreted, then compiled, then run as compiled code. */
  async function assertSame(request: RawRequest, headers: Record<string, string>): Promise<number> {
    const call = { ...request, headers: { ...request.headers, ...headers, 'x-request-id': 'same' } };
    const first = essence(await sendRaw(app.url, call, agent));
    for (const time of ['second', 'third']) {
      assert.deepEqual(
        essence(await sendRaw(app.url, call, agent)),
        first,
        `${time} time: ${JSON.stringify(request)}`,
      );
    }
    assert.notEqual(first.status, 500, JSON.stringify(request));
    return first.status;
  }

  let number = 0;
  /** The same parameters with a text that the process has not seen. */
  const unseen = ({ query, ...rest }: Parameters): Parameters => ({
    query: typeof query === 'string' && query !== '' ? `${query} # ${(number += 1)}` : query,
    ...rest,
  });

  /** Sends the parameters in one of the ways. @returns the status */
  async function assertSameIn(way: number, parameters: Parameters, headers = {}): Promise<number> {
    const ways = [...requestsOf(unseen(parameters))];
    return assertSame(ways[way % ways.length] as RawRequest, headers);
  }

  it('equals the later ones, for a stranger and for an account', async function () {
    // Thousands of requests take minutes on a machine that is busy with something else.
    this.timeout(patience(120_000));
    const authorization = `Bearer ${token}`;
    const statuses = new Map<number, number>();
    // Twice, so that most are sent in two ways.
    const waiting = [...allParameters(), ...allParameters()];
    let way = 0;
    const work = async (): Promise<void> => {
      for (let parameters = waiting.pop(); parameters; parameters = waiting.pop()) {
        way += 1;
        const ofStranger = await assertSameIn(0, parameters);
        const ofAccount = await assertSameIn(way, parameters, { authorization });
        for (const status of [ofStranger, ofAccount]) statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    };
    await Promise.all([work(), work(), work(), work()]);
    // So that no mistake in the test turns all of them into the same error.
    for (const status of [200, 400])
      assert.ok((statuses.get(status) ?? 0) > 300, JSON.stringify([...statuses]));
  });
});
