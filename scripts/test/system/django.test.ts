import assert from 'node:assert/strict';
import { readConfig } from '@feed/settings/api';
import { type AppContext, buildContext } from '@feed/api/context';
import { type ApiServer, startServer } from '@feed/api/http/server';
import { buildPipeline } from '@feed/api/schema';
import { statement } from '@feed/store/postgres/statement';
import { silentLogger } from '@feed/testkit/silent-logger';
import { type TestDatabase, testDatabase } from '@feed/testkit/test-database';
import { type TestRedis, testRedis } from '@feed/testkit/test-redis';
import {
  djangoDatabase,
  oldPassword,
  type DjangoDatabase,
} from '../../../packages/cli/test/support/django.js';
import { run } from '../../../packages/cli/test/support/run.js';

const tokenAuth = `mutation ($username: String!, $password: String!) {
  tokenAuth(username: $username, password: $password) { token }
}`;
const homeFeed = `{ me { username email } homeFeed(first: 10) { edges { node { content likesCount commentCount shareCount }
  reason { kind sharedBy { username } caption } } } }`;
const hashOf = statement<{ hash: string }>(
  'test.hash_of',
  'SELECT password_hash AS hash FROM users WHERE username = $1',
);

interface Body {
  data: { tokenAuth: { token: string } | null } & Record<string, unknown>;
  errors?: { message: string }[];
}

describe('a Django system that was imported', () => {
  let database: TestDatabase, redis: TestRedis, django: DjangoDatabase, context: AppContext, api: ApiServer;

  before(async () => {
    [database, redis, django] = await Promise.all([testDatabase(), testRedis(), djangoDatabase()]);
    const env = { HOST: '127.0.0.1', PORT: '0', ...database.env, REDIS_URL: redis.url };
    context = await buildContext(readConfig(env), { logger: silentLogger() });
    api = await startServer(context, buildPipeline(context));
    const media = ['--media-url', 'https://old.example/media/'];
    const done = await run(['import', '--django', django.url, ...media], { DATABASE_URL: database.url });
    assert.equal(done.code, 0, done.stderr);
  });
  after(async () => {
    await api.close(1000);
    await context.close();
    await Promise.all([database.drop(), redis.stop(), django.drop()]);
  });

  const ask = async (query: string, variables: object = {}, token?: string): Promise<Body> => {
    const headers = {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
    };
    const body = JSON.stringify({ query, variables });
    const response = await fetch(`http://127.0.0.1:${api.port}/graphql`, { method: 'POST', headers, body });
    return (await response.json()) as Body;
  };
  const logIn = async (username: string, password = oldPassword): Promise<string | undefined> =>
    (await ask(tokenAuth, { username, password })).data.tokenAuth?.token;
  const storedOf = async (username: string) => (await context.database.query(hashOf, [username]))[0]?.hash;

  it('lets its accounts log in with their passwords, and replaces their hashes', async () => {
    for (const username of ['Ada', 'bob', 'eve', 'fay']) {
      const before = await storedOf(username);
      assert.equal(await logIn(username, `${oldPassword}!`), undefined, username);
      assert.equal(await storedOf(username), before);
      assert.notEqual(await logIn(username), undefined, username);
      const after = await storedOf(username);
      assert.match(after ?? '', /^\$argon2id\$/);
      assert.notEqual(await logIn(username), undefined, username);
      assert.equal(await storedOf(username), after);
    }
  });

  it('lets no account in that was inactive or has no usable password', async () => {
    for (const username of ['cleo', 'dan', 'gus'])
      assert.equal(await logIn(username, oldPassword), undefined, username);
    assert.equal(await logIn('cleo', '!57WAMlp6Lgb6SC52lQLfmwXfv3478W7ITfZEEDp0'), undefined);
  });

  it('has the feeds that its follows make', async () => {
    const { data } = await ask(homeFeed, {}, await logIn('ada'));
    assert.deepEqual(data, {
      me: { username: 'Ada', email: 'Ada@example.com' },
      homeFeed: {
        edges: [
          {
            node: { content: 'second', likesCount: 2, commentCount: 2, shareCount: 1 },
            reason: { kind: 'AUTHORED', sharedBy: null, caption: null },
          },
          {
            node: { content: 'first', likesCount: 0, commentCount: 0, shareCount: 0 },
            reason: { kind: 'AUTHORED', sharedBy: null, caption: null },
          },
        ],
      },
    });
    const env = { DATABASE_URL: database.url, REDIS_URL: redis.url };
    const verified = await run(['verify', '--json'], env);
    assert.equal(verified.code, 0, verified.stdout + verified.stderr);
  });
});
