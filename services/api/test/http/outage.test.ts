import assert from 'node:assert/strict';
import { patience } from '@feed/testkit/patience';
import { until } from '@feed/testkit/until';
import type { Test } from 'supertest';
import { type TestApp, startTestApp } from '../support/app.js';
import { type Client, clientOf } from '../support/client.js';
import { holdUser, untilWaiting } from '../support/lock.js';

const write = 'mutation { updateUserProfile(input: { bio: "x" }) { success } }';

// The fields of the root may be null, so an error in all of them does not make `data` null.
const reads = [
  '{ me { id } }',
  '{ a: me { id } b: postById(id: "7") { id } __typename }',
  '{ allPosts { id } userFeed { id } }',
  '{ homeFeed { edges { node { id } } } }',
  '{ searchUsers(query: "ada") { id } }',
  '{ me { id } searchUsers(query: "ada") { id } }',
  'query ($id: ID = "7") { postComments(postId: $id) { id } }',
];

describe('a response', () => {
  let app: TestApp;
  let client: Client;
  let token: string;

  async function start(env: Record<string, string>): Promise<void> {
    app = await startTestApp({ env });
    client = clientOf(app);
  }
  afterEach(() => app.stop());

  const ask = (query: string): Test => client.post({ query }, token);

  /** Three times: interpreted, compiled, and as compiled code. */
  async function assertTold(query: string, status: number, code: string): Promise<void> {
    for (let i = 0; i < 3; i += 1) {
      const { status: given, headers, body } = await ask(query);
      const codes = body.errors.map((error: { extensions: { code: string } }) => error.extensions.code);
      assert.deepEqual([given, [...new Set(codes)]], [status, [code]], query);
      const wait = headers['retry-after'];
      assert.ok(status === 503 ? Number(wait) >= 1 : wait === undefined, `${query}: Retry-After ${wait}`);
    }
  }

  describe('while Postgres cannot be reached', () => {
    beforeEach(async () => {
      await start({ DATABASE_URL: 'postgres://feed:x@127.0.0.1:1/feed', DATABASE_POOLER: 'none' });
      ({ token } = app.context.tokens.issue({ userId: '7', sessionId: '8', username: 'ada' }));
    });

    it('has status 503 and Retry-After when nothing could be read or written', async () => {
      for (const query of reads) await assertTold(query, 503, 'UNAVAILABLE');
      await assertTold(write, 503, 'UNAVAILABLE');
      await assertTold(
        `mutation { a: likePost(postId: "7") { success } b: logout { success } }`,
        503,
        'UNAVAILABLE',
      );
      await assertTold(
        'mutation { tokenAuth(username: "ada", password: "x") { token } }',
        503,
        'UNAVAILABLE',
      );
    });

    it('has status 200 with some data, or when a retry does not help', async () => {
      await ask('{ postById(id: "x") { id } me { id } }').expect(200);
      await ask('{ userFeed(limit: -1) { id } me { id } }').expect(200);
      await ask('{ __schema { queryType { name } } me { id } }').expect(200);
    });
  });

  it('while Postgres is read-only has status 503 for writes and 200 for reads', async () => {
    await start({});
    ({ token } = await client.register());
    await app.database.alter('SET default_transaction_read_only = on');
    await app.database.endSessions();
    await until(
      'writes are refused',
      async () => (await ask(write)).body.errors?.[0]?.extensions.code === 'READ_ONLY',
    );
    await assertTold(write, 503, 'READ_ONLY');
    await ask('{ me { id } }').expect(200);
  });

  it('has status 503 when no connection is free, and 504 when a statement takes too long', async () => {
    await start({
      DATABASE_POOL_MAX: '1',
      DATABASE_ACQUIRE_TIMEOUT_MS: '100',
      STATEMENT_TIMEOUT_MS: String(patience(3000)),
    });
    const person = await client.register();
    ({ token } = person);
    const database = app.database.open();
    const lock = await holdUser(database, person.id);
    const waiting = ask(write).then((response) => response);
    await untilWaiting(database, 1);
    await assertTold('{ me { id } }', 503, 'OVERLOADED');
    assert.equal((await waiting).status, 504);
    await lock.release();
  });
});
