import assert from 'node:assert/strict';
import { createPasswords } from '@feed/credentials/passwords';
import { seedNetwork } from '../../src/commands/seed/network.js';
import { credentialsOf } from '@feed/store/identity/users/reads';
import { statement, type Database } from '@feed/store/postgres/database';
import { referenceFeed } from '@feed/store/feed/reference';
import { counterDrift } from '@feed/store/upkeep/verify/counter-drift';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { run } from '../support/run.js';

interface Seeded {
  seeded: boolean;
  login: { username: string; password: string };
  counts: Record<string, number>;
}

describe('feedctl seed', () => {
  let server: TestDatabase, database: Database, env: NodeJS.ProcessEnv;
  beforeEach(async () => {
    server = await testDatabase();
    database = server.open();
    env = { DATABASE_URL: server.url };
  });
  afterEach(() => server.drop());
  const seed = async (...args: string[]) => {
    const { code, stdout, stderr } = await run(['seed', '--json', ...args], env);
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout) as Seeded;
  };

  it('creates a network with everything in it, and an account to log in with', async () => {
    const { seeded, login, counts } = await seed('--users', '40');
    assert.equal(seeded, true);
    assert.equal(counts['users'], 40);
    for (const [kind, count] of Object.entries(counts)) assert.ok(count > 30, `${kind}: ${count}`);
    const account = await credentialsOf(database, login.username);
    const passwords = createPasswords({ concurrency: 1, queue: 1 });
    assert.equal(await passwords.matches(account?.passwordHash ?? null, login.password), true);
    const feed = await referenceFeed(database, account?.userId ?? '', { first: 100 });
    assert.ok(feed.items.length > 30);
    const [shares] = await database.query(
      statement<{ n: number }>('test.shares', 'SELECT count(*)::int AS n FROM posts WHERE share_count > 0'),
    );
    assert.ok((shares?.n ?? 0) > 0);
    for await (const { drifted } of counterDrift(database)) assert.deepEqual(drifted, []);
  });

  it('changes nothing when run again', async () => {
    await seed('--users', '10');
    assert.deepEqual(await seed('--users', '10'), { seeded: false });
    const text = await run(['seed'], env);
    assert.match(text.stdout, /nothing was changed/);
  });

  it('creates the same network for the same seed, and a different one for another seed', () => {
    const of = (number: number) =>
      seedNetwork({ seed: number, users: 30, until: Date.UTC(2024, 5, 1), demoPasswordHash: '' });
    assert.deepEqual(of(7), of(7));
    assert.notDeepEqual(of(7).follows, of(8).follows);
  });

  it('puts comments, likes and shares after their post, and everything before the end', () => {
    const until = Date.UTC(2024, 5, 1);
    const { posts, comments, likes } = seedNetwork({ seed: 1, users: 50, until, demoPasswordHash: '' });
    const posted = new Map(posts.map(({ id, at }) => [id, at]));
    for (const { at } of [...posts, ...comments, ...likes]) assert.ok(at <= until);
    for (const { post_id: post, at } of [...comments, ...likes])
      assert.ok(at >= (posted.get(post) ?? Infinity));
    for (const { shared_post_id: original, at } of posts)
      if (original) assert.ok(at >= (posted.get(original) ?? Infinity));
  });

  it('requires a password in production', async () => {
    env['NODE_ENV'] = 'production';
    const rejected = await run(['seed'], env);
    assert.equal(rejected.code, 2);
    assert.match(rejected.stderr, /--password/);
    assert.equal((await run(['seed', '--password', 'short'], env)).code, 2);
    assert.equal((await seed('--users', '5', '--password', 'long enough')).login.password, 'long enough');
  });

  it('rejects an end in the future', async () => {
    assert.equal((await run(['seed', '--until', '2999-01-01'], env)).code, 2);
    assert.equal((await run(['seed', '--until', '1971-01-01'], env)).code, 2);
  });
});
