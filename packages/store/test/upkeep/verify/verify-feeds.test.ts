import assert from 'node:assert/strict';
import { recordedAs } from '../../../src/feed/recorded.js';
import { isCodedError } from '@feed/platform/errors';
import { statement, type Database } from '../../../src/postgres/database.js';
import { createHomeFeed } from '../../../src/feed/home-feed.js';
import { createTimelines, type Timelines } from '../../../src/feed/timelines.js';
import { openRedis, type Redis } from '../../../src/redis/redis.js';
import {
  allAccounts,
  cachedAccounts,
  countAccounts,
  largeAccounts,
  sampleAccounts,
  sampleCachedAccounts,
} from '../../../src/upkeep/verify/accounts.js';
import { repairFeeds, verifyFeeds, type VerifyOptions } from '../../../src/upkeep/verify/verify-feeds.js';
import { silentLogger } from '@feed/testkit/silent-logger';
import { until } from '@feed/testkit/until';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { testRedis, type TestRedis } from '@feed/testkit/test-redis';
import { redisReady } from '@feed/testkit/redis-ready';
import { modelsOf } from '../../../src/postgres/models/models.js';

const people = (prefix: string) =>
  statement<{ id: string }>(
    `test.people_${prefix}`,
    `INSERT INTO users (username) SELECT '${prefix}' || n FROM generate_series(1, $1::int) n RETURNING id`,
  );
const morePeople = people('v');
const write = statement<{ id: string }>(
  'test.write',
  `INSERT INTO posts (author_id, content) SELECT $1, 'text' FROM generate_series(1, $2::int)
   WHERE ${recordedAs('post.created')} RETURNING id`,
);
const clear = statement('test.clear', 'TRUNCATE users CASCADE');
const size = 20;

describe('verification of feeds', () => {
  let server: TestDatabase,
    redisServer: TestRedis,
    database: Database,
    owner: Database,
    redis: Redis,
    timelines: Timelines;
  let options: VerifyOptions;
  let users: string[];
  const logger = silentLogger();
  const user = (index: number) => users[index] ?? '';

  before(async () => {
    [server, redisServer] = await Promise.all([testDatabase(), testRedis()]);
    database = server.open();
    owner = server.openOwner();
    redis = openRedis({ url: redisServer.url, timeoutMs: 1_000, clientName: 'test', logger });
    await redisReady(redis);
    timelines = createTimelines({ redis, size, ttlSeconds: 60 });
    options = { database, timelines, logger, depth: 1_000, concurrency: 3, waitsMs: [1, 1] };
  });
  after(async () => {
    await redis.close();
    await Promise.all([redisServer.stop(), server.drop()]);
  });
  beforeEach(async () => {
    await Promise.all([owner.query(clear), redis.client.flushAll()]);
    users = (await database.query(people('u'), [6])).map(({ id }) => id);
    for (const reader of users.slice(1))
      await modelsOf(database).Follow.create({ followerId: reader, followeeId: user(0) });
  });

  const post = async (count = 1) =>
    (await database.query(write, [user(0), count])).map(({ id }) => id).reverse();
  const warm = (index: number) =>
    createHomeFeed({ database, timelines, logger }).page(user(index), { first: 5 });
  const found = async (given: Partial<VerifyOptions> = {}) => {
    const { differing } = await verifyFeeds({ ...options, ...given }, allAccounts(database));
    const brief = differing.map(({ userId, faults }) => [
      users.indexOf(userId),
      faults.map(({ kind, entry }) => `${kind} ${entry.id}`),
    ]);
    return brief.sort();
  };

  it('finds nothing in correct feeds, and builds no timelines', async () => {
    await post(30);
    await warm(1);
    const report = await verifyFeeds(options, allAccounts(database));
    assert.deepEqual(report, {
      checked: 6,
      sources: { hit: 1, rebuilt: 5, stale: 0, unavailable: 0 },
      differing: [],
    });
    assert.equal(await redis.client.dbSize(), 1);
  });

  it('finds posts that a cached timeline lacks, and repairs the timeline', async () => {
    await post(3);
    await Promise.all([warm(1), warm(2)]);
    const [lost] = await post();
    const lack = [`missing ${lost}`];
    assert.deepEqual(await found(), [
      [1, lack],
      [2, lack],
    ]);
    const repaired = await repairFeeds(options, [user(1), user(2)]);
    assert.deepEqual(repaired.sources, { hit: 2, rebuilt: 0, stale: 0, unavailable: 0 });
    assert.deepEqual(repaired.differing, []);
    assert.deepEqual(await found(), []);
  });

  it('compares no deeper than requested', async () => {
    await warm(1);
    await post();
    await database.transaction(async () => timelines.push([user(1)], (await post())[0] ?? ''));
    assert.deepEqual(await found({ depth: 1 }), []);
    assert.equal((await found()).length, 1);
  });

  it('ignores a post that arrives a moment later', async () => {
    await warm(1);
    const [late = ''] = await post();
    let reads = 0;
    const catchingUp: Timelines = {
      ...timelines,
      read: async (viewerId) => {
        if (viewerId === user(1) && (reads += 1) === 2) await timelines.push([viewerId], late);
        return timelines.read(viewerId);
      },
    };
    assert.deepEqual(await found({ timelines: catchingUp }), []);
    assert.equal(reads, 2);
  });

  it('counts only what differs every time', async () => {
    await warm(1);
    const lost = await post();
    const busy: Timelines = {
      ...timelines,
      read: async (viewerId, ...rest) => {
        if (viewerId === user(1)) await post();
        return timelines.read(viewerId, ...rest);
      },
    };
    assert.deepEqual(await found({ timelines: busy }), [[1, [`missing ${lost[0]}`]]]);
  });

  it('rejects when Redis does not respond', async () => {
    const nowhere = openRedis({ url: 'redis://127.0.0.1:1', timeoutMs: 10, clientName: 'test', logger });
    const absent = createTimelines({ redis: nowhere, size, ttlSeconds: 60 });
    await assert.rejects(
      verifyFeeds({ ...options, timelines: absent }, users),
      (error) => isCodedError(error) && error.code === 'UNAVAILABLE',
    );
    await nowhere.close();
  });

  it('verifies even when Redis has no memory left', async () => {
    await warm(1);
    const [lost] = await post();
    await redis.client.configSet('maxmemory', '1');
    assert.deepEqual(await found(), [[1, [`missing ${lost}`]]]);
    await redis.client.configSet('maxmemory', '0');
  });

  it('chooses accounts', async () => {
    await Promise.all([warm(1), warm(2)]);
    await redis.client.set('other', '1');
    assert.deepEqual((await cachedAccounts(redis)).sort(), [user(1), user(2)].sort());
    // It tries a few keys at random, and may hit none that is a timeline.
    const cached = await until('a cached account is chosen', async () => {
      const [chosen] = await sampleCachedAccounts(redis, 1);
      return chosen;
    });
    assert.ok(users.slice(1, 3).includes(cached));
    await modelsOf(database).User.update({ postsCount: 9 }, { id: user(0) });
    assert.deepEqual([...(await largeAccounts(database, users.slice(0, 2), 8))], [user(1)]);
    assert.deepEqual([...(await largeAccounts(database, users.slice(0, 2), 9))], []);
    const more = await database.query(morePeople, [600]);
    const all: string[] = [];
    for await (const id of allAccounts(database)) all.push(id);
    assert.deepEqual(all, [...users, ...more.map(({ id }) => id)]);
    assert.equal(await countAccounts(database), 606);
    const sample = await sampleAccounts(database, 4);
    assert.equal(new Set(sample).size, 4);
    assert.ok(sample.every((id) => all.includes(id)));
  });
});
