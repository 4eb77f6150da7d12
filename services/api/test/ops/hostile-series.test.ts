import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, type IncomingMessage, METHODS, request } from 'node:http';
import { type TestApp, startTestApp } from '../support/app.js';
import { clientOf } from '../support/client.js';
import { patience } from '@feed/testkit/patience';

const most = 1500;
const rounds = 160;

interface Call {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string;
}

describe('callers who invent names', function () {
  this.timeout(patience(60_000));
  let app: TestApp;
  const agent = new Agent({ keepAlive: true, maxSockets: 20 });
  before(async () => {
    app = await startTestApp();
  });
  after(async () => {
    agent.destroy();
    await app.stop();
  });

  const send = async ({ method = 'POST', path = '/graphql', headers = {}, body = '' }: Call) => {
    const call = request(app.url, {
      ...{ agent, method, path },
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers },
    });
    call.end(body);
    const [response] = (await once(call, 'response')) as [IncomingMessage];
    response.resume();
    await once(response, 'end');
  };
  const gql = (query: string, more: object = {}): Call => ({ body: JSON.stringify({ query, ...more }) });

  /** The series that exist; those of the process itself come and go with what it does. */
  async function series(): Promise<string[]> {
    const lines = (await app.context.metrics.text()).split('\n');
    const ours = lines.filter((line) => /^\w/.test(line) && !/^(nodejs|process)_/.test(line));
    return ours.map((line) => line.slice(0, line.lastIndexOf(' '))).sort();
  }

  const calls = (i: number): Call[] => [
    gql(`query Hostile${i} { a${i}: searchUsers(query: "z") { id } }`),
    gql(`mutation Hostile${i} { m${i}: likePost(postId: "${i}") { success } }`),
    gql(`subscription Hostile${i} { __typename }`),
    gql(`{ unknown${i} }`),
    gql('{ __typename }', { operationName: `missing${i}` }),
    gql(`query a${i} { __typename } query b${i} { me { id } }`, { operationName: `b${i}` }),
    gql(`{ me { id `),
    gql('', { [`key${i}`]: i }),
    { path: `/path${i}`, method: i % 2 ? 'GET' : 'DELETE' },
    { path: `/graphql?query={__typename}&operationName=x${i}`, method: 'GET' },
    { path: `/graphql/${i}%00`, body: '{}' },
    { headers: { 'content-type': `text/x${i}` }, body: 'x' },
    {
      headers: { authorization: `Bearer ${i}`, 'x-request-id': `id-${i}`, 'user-agent': `u${i}` },
      ...gql('{ me { id } }'),
    },
  ];

  it('add no series with thousands of names', async () => {
    const { token } = await clientOf(app).register();
    const before = await series();
    for (const method of METHODS.filter((name) => name !== 'CONNECT'))
      for (const path of ['/graphql', `/${method}`]) await send({ method, path });
    for (const name of ['__proto__', 'constructor', 'toString', 'other', 'homeFeed\\n'])
      await send(gql(`query ${name} { ${name} }`, { operationName: name }));
    for (let i = 0; i < rounds; i += 1) await Promise.all(calls(i).map(send));
    await send({
      headers: { authorization: `Bearer ${token}` },
      ...gql('{ homeFeed { pageInfo { hasNextPage } } }'),
    });
    const after = await series();
    assert.deepEqual(after, before);
    assert.ok(after.length < most);
    // The requests have reached the code that reads names.
    const text = await app.context.metrics.text();
    const count = (sample: string): number => Number(text.split(`${sample} `)[1]?.split('\n', 1)[0]);
    assert.ok(count('graphql_rejected_total{rule="validation"}') >= rounds);
    assert.ok(count('graphql_errors_total{code="UNAUTHENTICATED"}') >= rounds);
    const rejected = '{method="other",route="graphql",status_code="405"}';
    assert.ok(count(`http_request_duration_seconds_count${rejected}`) > 20);
  });
});
