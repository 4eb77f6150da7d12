import assert from 'node:assert/strict';
import { recordedAs } from '../../src/feed/recorded.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { statement, type Database } from '../../src/postgres/database.js';
import { noticeRedisRestart } from '../../src/feed/epoch.js';
import { backfillFollow, fanOutPost } from '../../src/feed/fan-out.js';
import { createHomeFeed, type HomeFeed } from '../../src/feed/home-feed.js';
import { createTimelines, type Timelines } from '../../src/feed/timelines.js';
import { openRedis, type Redis } from '../../src/redis/redis.js';
import { silentLogger } from '@feed/testkit/silent-logger';
import { redisReady } from '@feed/testkit/redis-ready';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { testRedis, type TestRedis } from '@feed/testkit/test-redis';
import { modelsOf } from '../../src/postgres/models/models.js';

const write = statement<{ id: string }>(
  'test.write',
  `INSERT INTO posts (author_id, content) SELECT $1, 'text' FROM generate_series(1, $2::int)
   WHERE ${recordedAs('post.created')} RETURNING id`,
);
const size = 4;
const options = { threshold: 10, chunk: 10, signal: new AbortController().signal };

describe('fan-out', () => {
  let server: TestDatabase, redisServer: TestRedis, database: Database, redis: Redis, timelines: Timelines;
  let feed: HomeFeed, reader: string, author: string, directory: string;

  before(async () => {
    directory = mkdtempSync(join(tmpdir(), 'feed-redis-'));
    [server, redisServer] = await Promise.all([testDatabase(), testRedis({ args: ['--dir', directory] })]);
    database = server.open();
    redis = openRedis({
      url: redisServer.url,
      timeoutMs: 1_000,
      clientName: 'test',
      logger: silentLogger(),
    });
    await redisReady(redis);
    timelines = createTimelines({ redis, size, slack: 1, ttlSeconds: 60 });
    feed = createHomeFeed({ database, timelines, logger: silentLogger() });
  });
  after(async () => {
    await redis.close();
    await Promise.all([redisServer.stop(), server.drop()]);
    rmSync(directory, { recursive: true, force: true });
  });
  beforeEach(async () => {
    const { User } = modelsOf(database);
    const name = () => `u${Math.random()}`;
    reader = (await User.create({ username: name() })).id;
    author = (await User.create({ username: name() })).id;
  });
  const follow = () => modelsOf(database).Follow.create({ followerId: reader, followeeId: author });
  const post = async (count: number) =>
    (await database.query(write, [author, count])).map(({ id }) => id).reverse();
  const shown = async () => (await feed.page(reader, { first: 20 })).items.map(({ id }) => id);

  it('back-fills a cached timeline that cannot hold everything', async () => {
    const rows = await post(size + 3);
    assert.deepEqual(await shown(), []);
    await follow();
    await database.transaction((tx) =>
      backfillFollow(tx, timelines, { followerId: reader, followeeId: author }),
    );
    assert.deepEqual(await shown(), rows);
  });

  it('leaves the rows of an author with many followers to the readers, until few followers are left', async () => {
    const followers = statement('test.followers', 'UPDATE users SET followers_count = $2 WHERE id = $1');
    const fanOut = async (count: number) => {
      await database.query(followers, [author, count]);
      const [row = ''] = await post(1);
      const { outcome } = await database.transaction((tx) => fanOutPost(tx, timelines, row, options));
      rows.unshift(row);
      assert.deepEqual(await shown(), rows);
      return outcome;
    };
    const rows: string[] = [];
    await follow();
    await shown();
    const outcomes = [];
    for (const count of [10, 11, 5, 4, 4]) outcomes.push(await fanOut(count));
    assert.deepEqual(outcomes, ['pushed', 'merge_on_read', 'merge_on_read', 'released', 'pushed']);
  });

  it('leaves a deleted post alone', async () => {
    const [row = ''] = await post(1);
    await database.query(statement('test.gone', 'UPDATE posts SET deleted_at = now() WHERE id = $1'), [row]);
    assert.deepEqual(await database.transaction((tx) => fanOutPost(tx, timelines, row, options)), {
      outcome: 'gone',
      pushed: 0,
    });
  });

  it('drops timelines that Redis has no memory to extend', async () => {
    await follow();
    await shown();
    const [row = ''] = await post(1);
    await redis.client.configSet('maxmemory', '1');
    const result = await database.transaction((tx) => fanOutPost(tx, timelines, row, options));
    assert.deepEqual(result, { outcome: 'pushed', pushed: 0 });
    assert.deepEqual(await shown(), [row]);
    await redis.client.configSet('maxmemory', '0');
    assert.deepEqual(await shown(), [row]);
  });

  it('notices a Redis that restarted with what it had saved before the last push', async () => {
    assert.equal(await noticeRedisRestart(database, redis), true);
    assert.equal(await noticeRedisRestart(database, redis), false);
    await follow();
    await shown();
    await redis.client.sendCommand(['SAVE']);
    const [row = ''] = await post(1);
    await database.transaction((tx) => fanOutPost(tx, timelines, row, options));
    await redisServer.kill();
    await redisServer.start();
    await redisReady(redis);
    assert.deepEqual(await shown(), [], 'the saved timeline lacks the row');
    assert.equal(await noticeRedisRestart(database, redis), true);
    assert.deepEqual(await shown(), [row]);
  });
});
