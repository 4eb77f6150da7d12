import assert from 'node:assert/strict';
import { statement, type Database } from '@feed/store/postgres/database';
import { createTimelines, type Timelines } from '@feed/store/feed/timelines';
import { openRedis, type Redis } from '@feed/store/redis/redis';
import { silentLogger } from '@feed/testkit/silent-logger';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { testRedis, type TestRedis } from '@feed/testkit/test-redis';
import { redisReady } from '@feed/testkit/redis-ready';
import { run } from '../support/run.js';
import { modelsOf } from '@feed/store/postgres/models/models';

const epoch = statement<{ epoch: string }>('test.epoch', 'SELECT epoch FROM feed_state');

describe('feedctl rebuild', () => {
  let server: TestDatabase, redisServer: TestRedis, database: Database, redis: Redis, timelines: Timelines;
  let env: NodeJS.ProcessEnv;
  let users: string[];

  before(async () => {
    [server, redisServer] = await Promise.all([testDatabase(), testRedis()]);
    env = { ...server.env, REDIS_URL: redisServer.url };
    database = server.open();
    redis = openRedis({ url: redisServer.url, timeoutMs: 1_000, clientName: 'test', logger: silentLogger() });
    await redisReady(redis);
    timelines = createTimelines({ redis, size: 800, ttlSeconds: 60 });
    const { User } = modelsOf(database);
    users = [];
    for (const username of ['a', 'b', 'c']) users.push((await User.create({ username })).id);
  });
  after(async () => {
    await redis.close();
    await Promise.all([redisServer.stop(), server.drop()]);
  });
  beforeEach(() => redis.client.flushAll());

  const user = (index: number) => users[index] ?? '';
  const currentEpoch = async () => (await database.query(epoch))[0]?.epoch ?? '';
  const built = async () => {
    const reads = await Promise.all(users.map((id) => timelines.read(id)));
    return users.filter((_, index) => reads[index]);
  };
  const rebuild = async (...args: string[]) => {
    const { code, stdout } = await run(['rebuild', ...args, '--json'], env);
    assert.equal(code, 0);
    return JSON.parse(stdout) as unknown;
  };

  it('invalidates all timelines', async () => {
    const before = await currentEpoch();
    assert.deepEqual(await rebuild('--all'), { dropped: 'all', warmed: 0 });
    assert.equal(BigInt(await currentEpoch()), BigInt(before) + 1n);
    const { stdout } = await run(['rebuild', '--all'], env);
    assert.equal(stdout, 'All timelines are dropped, and rebuilt on the next read.\n');
  });

  it('rebuilds all of them', async () => {
    const { stdout, stderr, code } = await run(['rebuild', '--all', '--warm'], env);
    assert.equal(code, 0);
    assert.match(stdout, /^All timelines are dropped; 3 rebuilt\.\n$/);
    assert.match(stderr, /^timelines: 3 in/);
    assert.deepEqual(await built(), users);
    assert.equal((await timelines.read(user(0)))?.epoch, await currentEpoch());
  });

  it('drops one, and rebuilds it', async () => {
    await rebuild('--all', '--warm');
    assert.deepEqual(await rebuild('--user', user(1)), { dropped: 'one', warmed: 0 });
    assert.deepEqual(await built(), [user(0), user(2)]);
    assert.deepEqual(await rebuild('--user', user(1), '--warm'), { dropped: 'one', warmed: 1 });
    assert.deepEqual(await built(), users);
  });

  it('stops when Redis is nearly full', async () => {
    await redis.client.configSet('maxmemory', '1000000');
    assert.deepEqual(await rebuild('--all', '--warm'), {
      dropped: 'all',
      warmed: 0,
      stopped: 'Redis has used 80 % of its memory',
    });
    await redis.client.configSet('maxmemory', '0');
  });

  it('requires --all or --user', async () => {
    for (const args of [[], ['--warm'], ['--all', '--user', user(0)]])
      assert.equal((await run(['rebuild', ...args], env)).code, 2, args.join(' '));
    const missing = await run(['rebuild', '--user', '1'], env);
    assert.deepEqual([missing.code, missing.stderr], [1, 'feedctl: NOT_FOUND: there is no account 1\n']);
  });
});
