import assert from 'node:assert/strict';
import type { Database } from '@feed/store/postgres/queryable';
import { statement } from '@feed/store/postgres/statement';
import { until } from '@feed/testkit/until';
import { type TestApp, startTestApp } from '../support/app.js';
import { type Client, clientOf } from '../support/client.js';
import { contentOf } from '../support/content.js';
import { type Someone, crowd } from '../support/people.js';

const feed = '{ homeFeed(first: 20) { edges { node { id content user { username } } } } }';
const lockComments = statement('test.lock_comments', 'LOCK TABLE comments IN ACCESS EXCLUSIVE MODE');
/** Statements of the api that wait for the lock. */
const waiting = statement<{ count: string }>(
  'test.waiting',
  `SELECT count(*) FROM pg_stat_activity
   WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%comment%'`,
);

describe('an account that sends too much', () => {
  let app: TestApp, client: Client, database: Database;
  let greedy: Someone, victim: Someone, post: string;

  before(async () => {
    const env = { DATABASE_POOL_MAX: '4', CALLER_QUEUE: '6' };
    // A busy machine may hold the lock for long.
    const patient = {
      REQUEST_TIMEOUT_MS: '1m',
      STATEMENT_TIMEOUT_MS: '1m',
      DATABASE_ACQUIRE_TIMEOUT_MS: '30s',
    };
    app = await startTestApp({ env: { ...env, ...patient } });
    client = clientOf(app);
    database = app.database.open();
    [greedy, victim] = (await crowd(app, 2)) as [Someone, Someone];
    post = await contentOf(client).post(greedy, 'text');
    await contentOf(client).post(victim, 'text');
  });
  after(() => app.stop());

  /** Holds everything that reads comments while `work` runs. */
  const whileHeld = (work: () => Promise<void>): Promise<void> =>
    database.transaction(async (tx) => {
      await tx.query(lockComments);
      await work();
    });
  const waitingFor = (count: number) =>
    until(
      'statements wait for the lock',
      async () => Number((await database.query(waiting))[0]?.count) === count,
    );
  const send = (count: number, query: string) =>
    Array.from({ length: count }, async () => client.post({ query }, greedy.token).then((answer) => answer));
  const assertServed = async (): Promise<void> => {
    for (let i = 0; i < 5; i += 1) {
      const { homeFeed } = await client.data(feed, null, victim.token);
      assert.equal(homeFeed.edges.length, 1);
    }
    await client.data('mutation { updateUserProfile(input: { bio: "x" }) { success } }', null, victim.token);
  };
  const outcomes = async (answers: ReturnType<typeof send>): Promise<string[]> =>
    (await Promise.all(answers)).map(({ body }) => body.errors?.[0]?.extensions.code ?? 'served');
  const refused = async (): Promise<number> =>
    Number(
      /graphql_rejected_total\{rule="account_share"\} (\d+)/.exec(await app.context.metrics.text())?.[1],
    );

  it('uses half of the connections, is refused what its queue cannot hold, and delays no one else', async () => {
    let answers: ReturnType<typeof send> = [];
    await whileHeld(async () => {
      answers = send(12, '{ me { comments { id } } }');
      await waitingFor(2);
      await until('four are refused', async () => (await refused()) === 4);
      const { status, headers } = await client.post({ query: feed }, greedy.token);
      assert.deepEqual([status, headers['retry-after']], [429, '1']);
      await assertServed();
      assert.match(await app.context.metrics.text(), /graphql_waiting_for_share\S* 6\n/);
      await waitingFor(2);
    });
    assert.deepEqual((await outcomes(answers)).sort(), [
      ...Array<string>(4).fill('RATE_LIMITED'),
      ...Array<string>(8).fill('served'),
    ]);
    await assertServed();
  });

  it('runs one expensive operation at a time, one statement after the other', async () => {
    const before = await refused();
    const lists = Array.from(
      { length: 10 },
      (_, i) => `a${i}: postComments(postId: "${post}", limit: 100) { id }`,
    );
    let answers: ReturnType<typeof send> = [];
    await whileHeld(async () => {
      answers = send(12, `{ ${lists.join(' ')} }`);
      await waitingFor(1);
      await until('three are refused', async () => (await refused()) - before === 3);
      await assertServed();
      await waitingFor(1);
    });
    assert.deepEqual((await outcomes(answers)).sort(), [
      ...Array<string>(3).fill('RATE_LIMITED'),
      ...Array<string>(9).fill('served'),
    ]);
  });
});

describe('an account whose operations cost too much', () => {
  let app: TestApp, client: Client;
  before(async () => {
    app = await startTestApp({ env: { RATE_COST_PER_ACCOUNT: '1200' } });
    client = clientOf(app);
  });
  after(() => app.stop());

  it('is refused with the seconds to wait, while others and its ordinary requests are served', async () => {
    const [greedy, victim] = (await crowd(app, 2)) as [Someone, Someone];
    const lists = Array.from({ length: 20 }, (_, i) => `a${i}: allPosts(limit: 100) { id }`);
    const ask = async (person: Someone) => client.post({ query: `{ ${lists.join(' ')} }` }, person.token);
    const first = await Promise.all([ask(greedy), ask(greedy), ask(greedy)]);
    assert.deepEqual(first.map((answer) => answer.status).sort(), [200, 429, 429]);
    const { status, body, headers } = await ask(greedy);
    assert.deepEqual([status, body.errors[0].extensions.code], [429, 'RATE_LIMITED']);
    assert.ok(Number(headers['retry-after']) >= 1);
    assert.match(await app.context.metrics.text(), /graphql_rejected_total\{rule="rate_cost"\} 3/);
    await client.post({ query: feed }, greedy.token).expect(200);
    assert.equal((await ask(victim)).status, 200);
  });
});
