import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { statement, type Database, type Tx } from '../../src/postgres/database.js';
import { backfillFollow, dropTimelines, fanOutPost } from '../../src/feed/fan-out.js';
import { createHomeFeed, type HomeFeed } from '../../src/feed/home-feed.js';
import { referenceFeed } from '../../src/feed/reference.js';
import { createTimelines, type Timelines } from '../../src/feed/timelines.js';
import { openRedis, type Redis } from '../../src/redis/redis.js';
import { deleteFollow } from '../../src/graph/follows/writes.js';
import { follow } from '../support/writes.js';
import { block, unblock } from '../../src/safety/blocks/writes.js';
import { mute, unmute } from '../../src/safety/mutes/writes.js';
import { lockPair } from '../../src/graph/pair.js';
import { silentLogger } from '@feed/testkit/silent-logger';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { testRedis, type TestRedis } from '@feed/testkit/test-redis';
import { redisReady } from '@feed/testkit/redis-ready';
import { modelsOf } from '../../src/postgres/models/models.js';

const people = 8;
const rounds = 6;
const options = { threshold: 6, chunk: 2, signal: new AbortController().signal };

const insert = statement<{ id: string }>(
  'test.insert',
  `INSERT INTO posts (author_id, shared_post_id, content)
   SELECT $1, $2, 'text' WHERE $2::bigint IS NULL OR EXISTS (SELECT FROM posts WHERE id = $2 AND shared_post_id IS NULL)
   ON CONFLICT DO NOTHING RETURNING id`,
);
const remove = statement('test.remove', 'UPDATE posts SET deleted_at = now() WHERE id = $1');
/** Finds the rows of accounts that the viewer does not follow at this moment. */
const strangers = statement<{ id: string }>(
  'test.strangers',
  `SELECT p.id FROM posts p WHERE p.id = ANY($2::bigint[]) AND p.author_id <> $1
   AND NOT EXISTS (SELECT FROM follows WHERE follower_id = $1 AND followee_id = p.author_id)`,
);

type Task = (tx: Tx) => Promise<unknown>;
const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T;
const jitter = () => pause(Math.random() * 4);

/** Leaves room for pushes between the steps of a build. */
const slowToBuild = (timelines: Timelines): Timelines => ({
  ...timelines,
  begin: async (...args) => {
    const begun = await timelines.begin(...args);
    await jitter();
    return begun;
  },
  finish: async (...args) => {
    await pause(Math.random() * 150);
    return timelines.finish(...args);
  },
});

/**
 * Accounts act in overlapping transactions, tasks run as soon as their cause has committed and some of them twice, ids
 * become visible out of order, readers build timelines at the same time, and Redis sometimes loses everything.
 */
describe('home feed under concurrency', () => {
  let server: TestDatabase, redisServer: TestRedis, database: Database, redis: Redis;
  let timelines: Timelines, feed: HomeFeed, users: string[];
  const posts: string[] = [];
  const running: Promise<unknown>[] = [];

  before(async () => {
    [server, redisServer] = await Promise.all([testDatabase(), testRedis()]);
    database = server.open({ poolMax: 20 });
    const logger = silentLogger();
    redis = openRedis({ url: redisServer.url, timeoutMs: 1_000, clientName: 'test', logger });
    await redisReady(redis);
    timelines = createTimelines({ redis, size: 60, slack: 6, ttlSeconds: 60 });
    feed = createHomeFeed({ database, timelines: slowToBuild(timelines), logger });
    const names = Array.from({ length: people }, (_, i) => ({ username: `u${i}` }));
    users = await Promise.all(names.map(async (name) => (await modelsOf(database).User.create(name)).id));
  });
  after(async () => {
    await redis.close();
    await Promise.all([redisServer.stop(), server.drop()]);
  });

  const work = async (task: Task) => {
    await jitter();
    await database.transaction(task);
    // A task that runs at least once may run twice.
    if (Math.random() < 0.2) await database.transaction(task);
  };
  /** The cause commits some time after its id was allocated; then its tasks run beside everything else. */
  const act = async (cause: (tx: Tx) => Promise<Task[]>) => {
    const tasks = await database.transaction(async (tx) => {
      const caused = await cause(tx);
      await jitter();
      return caused;
    });
    running.push(...tasks.map(work));
  };

  const write = (author: string, shared: string | null) =>
    act(async (tx) => {
      const id = (await tx.query(insert, [author, shared]))[0]?.id;
      if (id === undefined) return [];
      posts.push(id);
      return [(task) => fanOutPost(task, timelines, id, options)];
    });
  const follows = (pair: { actorId: string; targetId: string }) => ({
    followerId: pair.actorId,
    followeeId: pair.targetId,
  });
  const cleanUp = (pair: { actorId: string; targetId: string }): Task => {
    return () => dropTimelines(timelines, [pair.actorId]);
  };
  const reversed = (pair: { actorId: string; targetId: string }) => ({
    actorId: pair.targetId,
    targetId: pair.actorId,
  });
  const relate = (kind: string, actorId: string, targetId: string) =>
    act(async (tx) => {
      const pair = { actorId, targetId };
      await lockPair(tx, pair);
      if (kind === 'follow' && (await follow(tx, pair)))
        return [(task) => backfillFollow(task, timelines, follows(pair))];
      if (kind === 'unfollow' && (await deleteFollow(tx, pair))) return [cleanUp(pair)];
      if (kind === 'block') return (await block(tx, pair)) ? [pair, reversed(pair)].map(cleanUp) : [];
      if (kind === 'unblock') await unblock(tx, pair);
      if (kind === 'mute') await mute(tx, pair);
      if (kind === 'unmute') await unmute(tx, pair);
      return [];
    });
  const edges = ['follow', 'follow', 'follow', 'unfollow', 'unfollow', 'block', 'unblock', 'mute', 'unmute'];

  const step = async () => {
    const dice = Math.random();
    const who = pick(users);
    const whom = pick(users.filter((id) => id !== who));
    if (dice < 0.35) await write(who, null);
    else if (dice < 0.45) await write(who, posts.length > 0 ? pick(posts) : null);
    else if (dice < 0.48 && posts.length > 0) await database.query(remove, [pick(posts)]);
    else if (dice < 0.58) await relate(pick(edges), who, whom);
    else if (dice < 0.59) await redis.client.flushAll();
    else if (dice < 0.65) await timelines.drop([who]);
    else await read(who);
  };
  const read = async (viewerId: string) => {
    const { items } = await feed.page(viewerId, { first: 6 });
    const ids = items.map(({ id }) => id);
    assert.deepEqual(
      ids,
      [...new Set(ids)].sort((a, b) => (BigInt(a) < BigInt(b) ? 1 : -1)),
      'in order and without repeats',
    );
    const nodes = items.map(({ node }) => node.id);
    assert.equal(new Set(nodes).size, nodes.length, 'no post appears twice');
  };
  const quiet = async () => {
    while (running.length > 0) await Promise.all(running.splice(0));
  };
  const everything = async (viewerId: string) => {
    const seen: string[] = [];
    for (let after: string | undefined, more = true; more;) {
      const page = await feed.page(viewerId, after === undefined ? { first: 5 } : { first: 5, after });
      seen.push(...page.items.map(({ id }) => id));
      after = seen.at(-1);
      more = page.hasNextPage;
    }
    return seen;
  };

  /** Each account follows five others, so at first none has too many followers to be fanned out. */
  before(async () => {
    const ring = users.flatMap((actorId, at) =>
      [1, 2, 3, 4, 5].map((step) => [actorId, users[(at + step) % people]]),
    );
    for (const [actorId = '', targetId = ''] of ring) await relate('follow', actorId, targetId);
    await quiet();
  });

  it('equals the reference whenever everything has come to rest', async () => {
    for (let round = 0; round < rounds; round += 1) {
      await Promise.all(
        Array.from({ length: 16 }, async () => {
          for (let i = 0; i < 5; i += 1) await step();
        }),
      );
      await quiet();
      for (const viewerId of users) {
        const { items } = await referenceFeed(database, viewerId, { first: 10_000 });
        assert.deepEqual(
          await everything(viewerId),
          items.map(({ id }) => id),
        );
      }
    }
  });

  it('reflects an unfollow on the next read, whatever the workers are doing', async () => {
    const [reader, author] = users as [string, string];
    await act(async (tx) => {
      await lockPair(tx, { actorId: reader, targetId: author });
      await unblock(tx, { actorId: reader, targetId: author });
      await follow(tx, { actorId: reader, targetId: author });
      return [];
    });
    for (let i = 0; i < 30; i += 1) {
      await Promise.all([write(author, null), write(author, null), read(reader)]);
      await relate(i % 2 === 0 ? 'unfollow' : 'follow', reader, author);
      const shown = (await feed.page(reader, { first: 50 })).items.map(({ id }) => id);
      if (i % 2 === 0) assert.deepEqual(await database.query(strangers, [reader, shown]), []);
    }
    await quiet();
  });
});
