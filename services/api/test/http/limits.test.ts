import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { connect } from 'node:net';
import { sleep } from '@feed/platform/deadline';
import type { Database } from '@feed/store/postgres/queryable';
import { until } from '@feed/testkit/until';
import request from 'supertest';
import { type TestApp, startTestApp } from '../support/app.js';
import { type Client, clientOf, password, type Person } from '../support/client.js';
import { holdUser, untilWaiting } from '../support/lock.js';
import { someone, type Someone } from '../support/people.js';

const read = '{ searchUsers(query: "zzz") { id } }';
const write = 'mutation ($bio: String) { updateUserProfile(input: { bio: $bio }) { success } }';
const login = 'mutation ($u: String!, $p: String!) { tokenAuth(username: $u, password: $p) { token } }';

/** Starts an api before the tests of a suite and returns the parts that they use. */
function withApp(env: Record<string, string>): { app: TestApp; client: Client } {
  const running = {} as { app: TestApp; client: Client };
  before(async () => {
    running.app = await startTestApp({ env });
    running.client = clientOf(running.app);
  });
  after(() => running.app.stop());
  return running;
}

describe('rates', () => {
  const running = withApp({ RATE_READS_PER_ADDRESS: '30', RATE_READS_PER_ACCOUNT: '10', TRUST_PROXY: '1' });
  const from = (address: string, query = read, token?: string) =>
    running.client.post({ query }, token).set('x-forwarded-for', `198.51.100.1, ${address}`);

  it('of requests are counted by address, and lead to 429 with Retry-After', async () => {
    for (let i = 0; i < 30; i += 1) await from('203.0.113.1').expect(200);
    const { headers, body } = await from('203.0.113.1').expect(429);
    assert.equal(body.errors[0].extensions.code, 'RATE_LIMITED');
    assert.ok(Number(headers['retry-after']) >= 1 && Number(headers['retry-after']) <= 60);
    await from('203.0.113.2').expect(200);
  });

  it('of requests are counted by account, whatever address they come from', async () => {
    const { token } = await running.client.register();
    const statuses = [];
    for (let i = 0; i < 12; i += 1) statuses.push((await from(`203.0.114.${i}`, read, token)).status);
    assert.deepEqual(statuses, [...Array<number>(10).fill(200), 429, 429]);
  });

  it('are counted where an operator can see them', async () => {
    assert.match(
      await running.app.context.metrics.text(),
      /graphql_rejected_total\{rule="rate_account"\} 2\n/,
    );
  });

  it('of requests cost no Redis command', async () => {
    const { redis } = running.app.context;
    await until(
      'the registration is settled',
      async () => (await redis.run((c) => c.keys('quota:*'))).length,
    );
    const processed = async (): Promise<number> =>
      Number(/total_commands_processed:(\d+)/.exec(await redis.run((c) => c.info('stats')))?.[1]);
    const before = await processed();
    for (let i = 0; i < 5; i += 1) await from(`203.0.115.${i}`).expect(200);
    assert.equal((await processed()) - before, 1);
  });
});

describe('rates of mutations and logins', () => {
  const running = withApp({
    RATE_MUTATIONS_PER_ACCOUNT: '3',
    RATE_FAILED_LOGINS: '3',
    RATE_LOGINS_PER_ADDRESS: '25',
  });
  const code = (answer: { errors?: { extensions: { code: string } }[] }) =>
    answer.errors?.[0]?.extensions.code;
  const attempt = (person: Person, secret: string, username = person.username) =>
    running.client.gql(login, { u: username, p: secret });

  it('stop an account that writes too much, and return the seconds to wait', async () => {
    const { token } = await running.client.register();
    for (let i = 0; i < 3; i += 1) await running.client.data(write, { bio: `${i}` }, token);
    const { body, headers } = await running.client.post({ query: write }, token);
    assert.equal(code(body), 'RATE_LIMITED');
    assert.ok(Number(headers['retry-after']) >= 1);
  });

  it('stop guesses at one account, even a right one, and start again after a success', async () => {
    const person = await running.client.register();
    for (let i = 0; i < 2; i += 1) assert.equal(code(await attempt(person, 'wrong')), 'UNAUTHENTICATED');
    assert.equal(code(await attempt(person, password)), undefined);
    const wide = person.username.replace('u', '\uff55');
    for (const name of [person.username, ` ${person.username}`, wide])
      assert.equal(code(await attempt(person, 'wrong', name)), 'UNAUTHENTICATED');
    assert.equal(code(await attempt(person, password)), 'RATE_LIMITED');
  });

  it('stop an address that tries many accounts', async () => {
    const codes = [];
    for (let i = 0; i < 25; i += 1)
      codes.push(code(await running.client.gql(login, { u: `guess${i}`, p: 'x' })));
    assert.equal(codes.at(-1), 'RATE_LIMITED');
  });
});

describe('without Redis', () => {
  const running = withApp({ RATE_MUTATIONS_PER_ACCOUNT: '3', REDIS_TIMEOUT_MS: '150' });

  it('requests succeed, and each process counts rates on its own', async () => {
    const person = await running.client.register();
    await running.app.redis.kill();
    await running.client.logIn(person.username, password);
    for (let i = 0; i < 3; i += 1) await running.client.data(write, { bio: 'x' }, person.token);
    const { errors } = await running.client.gql(write, { bio: 'x' }, person.token);
    assert.equal(errors?.[0]?.extensions.code, 'RATE_LIMITED');
    await running.client.data(read, null, person.token);
  });
});

describe('deadlines and overload', () => {
  const running = withApp({ REQUEST_TIMEOUT_MS: '400', MAX_IN_FLIGHT: '2', PASSWORD_HASH_QUEUE: '1' });
  let database: Database;
  before(() => {
    database = running.app.database.open();
  });
  const bioOf = async ({ token }: Someone): Promise<string> =>
    (await running.client.data('{ me { bio } }', null, token)).me.bio;

  it('respond with 504 at the deadline and roll the mutation back', async () => {
    const person = await someone(running.app);
    const lock = await holdUser(database, person.id);
    const { status, body } = await running.client.post(
      { query: write, variables: { bio: 'late' } },
      person.token,
    );
    assert.deepEqual([status, body.errors[0].extensions.code], [504, 'TIMEOUT']);
    assert.equal('data' in body, false);
    await lock.release();
    assert.equal(await bioOf(person), '');
  });

  it('reject immediately when too much is in progress, and recover', async () => {
    const person = await someone(running.app);
    const lock = await holdUser(database, person.id);
    const busy = [1, 2].map(async () =>
      running.client.post({ query: write, variables: { bio: 'x' } }, person.token),
    );
    await untilWaiting(database, 2);
    const { status, body, headers } = await running.client.post({ query: read });
    assert.deepEqual([status, body.errors[0].extensions.code], [503, 'OVERLOADED']);
    assert.equal(headers['retry-after'], '1');
    await lock.release();
    await Promise.all(busy);
    await running.client.post({ query: read }).expect(200);
  });
});

describe('a hostile crowd', () => {
  const running = withApp({ PASSWORD_HASH_CONCURRENCY: '2', PASSWORD_HASH_QUEUE: '4' });

  it('of logins takes memory only for the places in the queue', async () => {
    const before = process.memoryUsage().rss;
    let peak = before;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss);
    }, 5);
    const tries = Array.from({ length: 150 }, (_, i) =>
      running.client.gql(login, { u: `crowd${i}`, p: 'guess' }),
    );
    const codes = (await Promise.all(tries)).map(({ errors }) => errors?.[0]?.extensions.code);
    clearInterval(watch);
    assert.deepEqual([...new Set(codes)].sort(), ['OVERLOADED', 'UNAUTHENTICATED']);
    assert.ok(peak - before < 150 * 2 ** 20, `${Math.round((peak - before) / 2 ** 20)} MiB more`);
  });

  it('of names makes no new metric series', async () => {
    for (let i = 0; i < 20; i += 1) {
      await running.client.gql(`query Hostile${i} { a${i}: searchUsers(query: "z${i}") { id } }`);
      await running.client.gql(`{ unknown${i} }`);
      await request(running.app.url).get(`/path${i}`);
    }
    const text = await running.app.context.metrics.text();
    assert.doesNotMatch(text, /Hostile|unknown\d|path\d|a\d+"/);
    assert.match(
      text,
      /graphql_operation_duration_seconds_count\{operation_type="query",operation_name="searchUsers",outcome="ok"\} 20/,
    );
    assert.match(text, /graphql_rejected_total\{rule="validation"\} 20/);
  });

  it('of half-sent bodies keeps no other callers out', async () => {
    const { maxInFlight } = running.app.context.config.http;
    const slow = Array.from({ length: maxInFlight }, () => connect(running.app.api.port, '127.0.0.1'));
    await Promise.all(slow.map((socket) => once(socket, 'connect')));
    const head = 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';
    for (const socket of slow) socket.write(`${head}content-length: 100\r\n\r\n{`);
    await running.client.post({ query: read }).expect(200);
    for (const socket of slow) socket.destroy();
  });

  it('of slow senders is cut off', async () => {
    const slow = connect(running.app.api.port, '127.0.0.1');
    slow.write('POST /graphql HTTP/1.1\r\nhost: x\r\n');
    const { headersTimeout, requestTimeout } = running.app.api.server;
    assert.deepEqual([headersTimeout, requestTimeout], [10_000, 10_000]);
    slow.destroy();
    const large = await request(running.app.url).get('/graphql').set('x-large', 'x'.repeat(17_000));
    assert.equal(large.status, 431);
  });
});

describe('large responses', () => {
  const running = withApp({ RATE_MUTATIONS_PER_ACCOUNT: '1000' });
  let person: Person;
  before(async () => {
    person = await running.client.register();
    const create = 'mutation ($t: String!) { createPost(input: { content: $t }) { success } }';
    // Each control character takes six bytes in JSON; without a visible one the text would count as empty.
    const t = `x${'\u0001'.repeat(9_999)}`;
    for (let i = 0; i < 100; i += 1) await running.client.data(create, { t }, person.token);
  });
  const ask = (query: string) => running.client.post({ query }, person.token);

  it('are rejected by their size, before or after they are written', async () => {
    const page = `allPosts(limit: 100, userId: "${person.id}")`;
    for (const query of [
      `{ ${page} { user { posts(limit: 48) { content } } } }`,
      `{ ${page} { user { posts(limit: 7) { content } } } }`,
      `{ a: ${page} { content } b: ${page} { content } }`,
    ]) {
      const { status, body } = await ask(query);
      assert.deepEqual([status, body.errors[0].extensions.code], [400, 'QUERY_TOO_COMPLEX']);
    }
    await ask(`{ ${page} { content } }`).expect(200);
    const text = await running.app.context.metrics.text();
    assert.match(text, /graphql_rejected_total\{rule="answer_size"\} 3/);
  });

  it('that callers do not read are limited', async () => {
    const query = `{ allPosts(limit: 100, userId: "${person.id}") { content } }`;
    const body = JSON.stringify({ query });
    const { port } = running.app.api;
    // One account alone has a share of what all may ask for at once.
    const readers = await Promise.all([1, 2, 3].map(() => someone(running.app)));
    const lazy = Array.from({ length: 15 }, () => connect(port, '127.0.0.1').pause());
    for (const [at, socket] of lazy.entries())
      socket.write(
        `POST /graphql HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${readers[at % 3]?.token}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      );
    const rejected = /graphql_rejected_total\{rule="unsent"\} [1-9]/;
    while (!rejected.test(await running.app.context.metrics.text())) await sleep(20);
    await running.client.post({ query: read }).expect(200);
    const last = await ask(query);
    assert.deepEqual([last.status, last.body.errors[0].extensions.code], [503, 'OVERLOADED']);
    for (const socket of lazy) socket.destroy();
    while ((await ask(query)).status !== 200) await sleep(20);
  });
});

describe('X-Forwarded-For', () => {
  const running = withApp({ RATE_READS_PER_ADDRESS: '5' });

  it('is ignored without a trusted proxy', async () => {
    const statuses = [];
    for (let i = 0; i < 6; i += 1) {
      const call = running.client.post({ query: read }).set('x-forwarded-for', `203.0.113.${i}`);
      statuses.push((await call).status);
    }
    assert.deepEqual(statuses, [200, 200, 200, 200, 200, 429]);
  });
});

describe('closing', () => {
  it('lets requests in progress finish and then closes kept-alive connections', async () => {
    const app = await startTestApp();
    const database = app.database.open();
    const person = await clientOf(app).register();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const lock = await holdUser(database, person.id);
    const answer = clientOf(app)
      .post({ query: write, variables: { bio: 'kept' } }, person.token)
      .set('connection', 'keep-alive')
      .agent(agent)
      .then((done) => done);
    await untilWaiting(database, 1);
    const closed = app.api.close(10_000);
    await assert.rejects(async () => request(app.url).get('/graphql'), /ECONNREFUSED/);
    await lock.release();
    const { status, headers, body } = await answer;
    assert.deepEqual(
      [status, headers['connection'], body.data.updateUserProfile.success],
      [200, 'close', true],
    );
    await closed;
    agent.destroy();
    await app.stop();
  });
});
