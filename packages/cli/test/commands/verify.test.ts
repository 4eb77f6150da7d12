import assert from 'node:assert/strict';
import { recordedAs } from '@feed/store/feed/recorded';
import { statement, type Database } from '@feed/store/postgres/database';
import { createHomeFeed } from '@feed/store/feed/home-feed';
import { createTimelines } from '@feed/store/feed/timelines';
import { openRedis, type Redis } from '@feed/store/redis/redis';
import { silentLogger } from '@feed/testkit/silent-logger';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { testRedis, type TestRedis } from '@feed/testkit/test-redis';
import { redisReady } from '@feed/testkit/redis-ready';
import { run } from '../support/run.js';
import { modelsOf } from '@feed/store/postgres/models/models';

const write = statement<{ id: string }>(
  'test.write',
  `INSERT INTO posts (author_id, content) SELECT $1::bigint, 'text'
   WHERE ${recordedAs('post.created')} RETURNING id`,
);
const follow = statement(
  'test.follow',
  `INSERT INTO follows (follower_id, followee_id) SELECT $1::bigint, $2::bigint
   WHERE ${recordedAs('user.followed')}`,
);
const count = statement(
  'test.count',
  `UPDATE users SET posts_count = (SELECT count(*) FROM posts WHERE author_id = users.id),
     followers_count = (SELECT count(*) FROM follows WHERE followee_id = users.id),
     following_count = (SELECT count(*) FROM follows WHERE follower_id = users.id)`,
);
const enqueue = statement('test.enqueue', `INSERT INTO tasks (kind, payload) VALUES ('fan-out-post', '{}')`);

describe('feedctl verify', () => {
  let server: TestDatabase, redisServer: TestRedis, database: Database, redis: Redis;
  let env: NodeJS.ProcessEnv, reader: string, author: string;

  before(async () => {
    [server, redisServer] = await Promise.all([testDatabase(), testRedis()]);
    env = { ...server.env, REDIS_URL: redisServer.url };
    database = server.open();
    const logger = silentLogger();
    redis = openRedis({ url: redisServer.url, timeoutMs: 1_000, clientName: 'test', logger });
    await redisReady(redis);
    const { User } = modelsOf(database);
    reader = (await User.create({ username: 'reader' })).id;
    author = (await User.create({ username: 'author' })).id;
    await database.query(follow, [reader, author]);
    await database.query(write, [author]);
    await database.query(count);
    const timelines = createTimelines({ redis, size: 800, ttlSeconds: 60 });
    await createHomeFeed({ database, timelines, logger }).page(reader, { first: 1 });
  });
  after(async () => {
    await redis.close();
    await Promise.all([redisServer.stop(), server.drop()]);
  });

  const verify = async (...args: string[]) => {
    const { code, stdout } = await run(['verify', '--json', '--patience', '0', ...args], env);
    return { code, ...(JSON.parse(stdout) as Record<string, unknown>) };
  };

  it('accepts correct feeds and counters', async () => {
    assert.deepEqual(await verify('--counters'), {
      code: 0,
      checked: 2,
      cached: 1,
      differing: 0,
      missing: 0,
      wrong: 0,
      duplicated: 0,
      misordered: 0,
      accounts: [],
      pendingTasks: 0,
      counters: { rows: 3, drifted: [] },
    });
    const text = await run(['verify'], env);
    assert.match(text.stdout, /^2 feeds compared, 1 of them from cached timelines: 0 differ/);
    assert.match(text.stderr, /^feeds: 2 in/);
  });

  it('finds a post that is missing from a timeline, and repairs it', async () => {
    const lost = (await database.query(write, [author]))[0]?.id;
    await database.query(enqueue);
    const [found, text] = await Promise.all([verify(), run(['verify', '--cached', '--patience', '0'], env)]);
    assert.equal(found.code, 1);
    const fault = { kind: 'missing', id: lost, postId: lost, entryKind: 'AUTHORED', sharedBy: null };
    const none = { wrong: 0, duplicated: 0, misordered: 0 };
    assert.deepEqual((found as { accounts?: unknown }).accounts, [
      { userId: reader, missing: 1, ...none, faults: [fault] },
    ]);
    assert.equal(text.code, 1);
    assert.match(text.stdout, new RegExp(`\\n${reader} .*missing ${lost}\\n1 tasks still`));
    assert.equal((await verify('--user', author)).code, 0);
    const repair = await verify('--repair', '--users', '2');
    assert.deepEqual(
      [repair.code, (repair as { afterRepair?: unknown }).afterRepair],
      [0, { differing: 0, missing: 0, ...none }],
    );
    assert.equal((await verify()).code, 0);
  });

  it('finds counters that differ from the rows', async () => {
    const { code, counters } = (await verify('--counters')) as { code: number; counters?: object };
    assert.equal(code, 1);
    assert.deepEqual(counters, { rows: 4, drifted: [{ table: 'users', id: author }] });
    const text = await run(['verify', '--counters'], env);
    assert.match(text.stdout, new RegExp(`1 differ.\\ntable  row\\nusers  ${author}\\n`));
  });

  it('rejects contradictory and invalid arguments', async () => {
    assert.equal((await run(['verify', '--users', '3', '--user', reader], env)).code, 2);
    assert.equal((await run(['verify', '--user', 'no one'], env)).code, 1);
    assert.equal((await run(['verify', '--depth', 'deep'], env)).code, 2);
    const missing = await run(['verify', '--user', '1'], env);
    assert.deepEqual([missing.code, missing.stderr], [1, 'feedctl: NOT_FOUND: there is no account 1\n']);
  });

  it('reports that Redis cannot be reached', async () => {
    const { code, stderr } = await run(['verify'], { ...env, REDIS_URL: 'redis://:geheim@127.0.0.1:1' });
    assert.equal(code, 2);
    assert.match(stderr, /^feedctl: CONFIGURATION: .*\n- REDIS_URL: .*ECONNREFUSED.*correct REDIS_URL$/m);
    assert.doesNotMatch(stderr, /geheim/);
  });
});
