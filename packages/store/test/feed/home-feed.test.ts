import assert from 'node:assert/strict';
import { recordedAs } from '../../src/feed/recorded.js';
import { CodedError } from '@feed/platform/errors';
import { statement, type Database, type Tx } from '../../src/postgres/database.js';
import { bumpEpoch } from '../../src/feed/epoch.js';
import { backfillFollow, dropTimelines, fanOutPost } from '../../src/feed/fan-out.js';
import { createHomeFeed, type CacheResult, type HomeFeed } from '../../src/feed/home-feed.js';
import { referenceFeed } from '../../src/feed/reference.js';
import { feedVerdict } from '../../src/feed/verdict/verdict.js';
import { createTimelines, type Timelines } from '../../src/feed/timelines.js';
import { openRedis, type Redis } from '../../src/redis/redis.js';
import { silentLogger } from '@feed/testkit/silent-logger';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { testRedis, type TestRedis } from '@feed/testkit/test-redis';
import { redisReady } from '@feed/testkit/redis-ready';
import fc from 'fast-check';
import { modelsOf } from '../../src/postgres/models/models.js';

const people = 6;
const size = 8;
const post = statement<{ id: string }>(
  'test.post',
  `INSERT INTO posts (author_id, shared_post_id, content) SELECT $1::bigint, $2::bigint, 'text'
   WHERE ${recordedAs('post.created')}
   ON CONFLICT DO NOTHING RETURNING id`,
);
const originals = statement<{ id: string }>(
  'test.originals',
  'SELECT id FROM posts WHERE shared_post_id IS NULL ORDER BY id',
);
const rows = statement<{ id: string }>('test.rows', 'SELECT id FROM posts ORDER BY id');
const everyRow = statement<{ id: string; author_id: string; shared_post_id: string | null }>(
  'test.every_row',
  'SELECT id, author_id, shared_post_id FROM posts UNION ALL SELECT 1, 1, NULL',
);
const remove = statement('test.remove', 'UPDATE posts SET deleted_at = now() WHERE id = $1');
const count = statement(
  'test.count',
  'UPDATE users SET followers_count = (SELECT count(*) FROM follows WHERE followee_id = $1) WHERE id = $1',
);
const clear = statement('test.clear', 'TRUNCATE posts, follows, blocks, mutes CASCADE');
const calm = statement('test.calm', 'UPDATE users SET merge_on_read = false, followers_count = 0');

const person = fc.nat(people - 1);
const pair = fc.tuple(person, person).filter(([a, b]) => a !== b);
const kinds = ['follow', 'follow', 'unfollow', 'block', 'unblock', 'mute', 'unmute'] as const;
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('post' as const), who: person }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('share' as const), who: person, nth: fc.nat(99) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), nth: fc.nat(99) }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constantFrom(...kinds), pair }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wipe' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('stop' as const, 'start' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('lose' as const, 'find' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('read' as const),
      who: person,
      first: fc.integer({ min: 1, max: 9 }),
    }),
  },
);

describe('home feed', () => {
  let server: TestDatabase,
    redisServer: TestRedis,
    database: Database,
    owner: Database,
    redis: Redis,
    timelines: Timelines;
  let feed: HomeFeed, without: HomeFeed;
  let users: string[] = [];
  const queries: string[] = [];
  const cache: CacheResult[] = [];

  before(async () => {
    [server, redisServer] = await Promise.all([testDatabase(), testRedis()]);
    database = server.open({ events: { ran: (name) => queries.push(name) } });
    owner = server.openOwner();
    const logger = silentLogger();
    redis = openRedis({ url: redisServer.url, timeoutMs: 1_000, clientName: 'test', logger });
    const nowhere = openRedis({ url: 'redis://127.0.0.1:1', timeoutMs: 10, clientName: 'test', logger });
    await redisReady(redis);
    timelines = createTimelines({ redis, size, slack: 1, ttlSeconds: 60 });
    const onCache = (result: CacheResult) => cache.push(result);
    feed = createHomeFeed({ database, timelines, logger, onCache });
    const absent = createTimelines({ redis: nowhere, size, ttlSeconds: 60 });
    without = createHomeFeed({ database, timelines: absent, logger });
    await nowhere.close();
    for (let i = 0; i < people; i += 1)
      users.push((await modelsOf(database).User.create({ username: `u${i}` })).id);
  });
  after(async () => {
    users = [];
    await redis.close();
    await Promise.all([redisServer.stop(), server.drop()]);
  });

  const user = (index: number) => users[index] ?? '';
  const options = { threshold: 1, chunk: 2, signal: new AbortController().signal };
  /** The worker's open tasks. While it is stopped, feeds may lack entries, but show no wrong ones. */
  let pending: (() => Promise<unknown>)[] = [];
  let stopped = false;
  let lost = false;
  const pushing: Timelines = {
    ...createTimelines({ redis: {} as Redis, size, ttlSeconds: 60 }),
    push: (...args) =>
      lost ? Promise.reject(new CodedError('UNAVAILABLE', 'lost')) : timelines.push(...args),
    drop: (...args) =>
      lost ? Promise.reject(new CodedError('UNAVAILABLE', 'lost')) : timelines.drop(...args),
  };
  const catchUp = async () => {
    for (const task of pending.splice(0)) await task();
  };
  const enqueue = async (task: (tx: Tx) => Promise<unknown>) => {
    pending.push(() => database.transaction(task));
    if (!stopped) await catchUp();
  };
  const insert = async (author: string, shared: string | null) => {
    const id = (await database.query(post, [author, shared]))[0]?.id;
    if (id === undefined) return '';
    await enqueue((tx) => fanOutPost(tx, pushing, id, options));
    return id;
  };
  const nth = async (of: typeof rows, n: number) => {
    const found = await database.query(of);
    return found[n % Math.max(found.length, 1)]?.id;
  };
  const connect = async (kind: (typeof kinds)[number], a: string, b: string) => {
    const { Follow, Block, Mute } = modelsOf(database);
    const follow = { followerId: a, followeeId: b };
    if (kind === 'follow') {
      await Follow.createIfAbsent(follow);
      await database.query(count, [b]);
      await enqueue((tx) => backfillFollow(tx, pushing, follow));
    } else if (kind === 'unfollow') {
      await Follow.destroy(follow);
      await database.query(count, [b]);
      await enqueue(() => dropTimelines(pushing, [a]));
    } else if (kind === 'block') await Block.createIfAbsent({ blockerId: a, blockedId: b });
    else if (kind === 'unblock') await Block.destroy({ blockerId: a, blockedId: b });
    else if (kind === 'mute') await Mute.createIfAbsent({ muterId: a, mutedId: b });
    else await Mute.destroy({ muterId: a, mutedId: b });
  };
  const reset = async () => {
    [pending, stopped, lost] = [[], false, false];
    await owner.query(clear);
    await database.query(calm);
    await redis.client.flushAll();
  };
  beforeEach(reset);
  const brief = (entry: Awaited<ReturnType<HomeFeed['page']>>['items'][number]) => ({
    id: entry.id,
    postId: entry.node.id,
    kind: entry.reason.kind,
    sharedBy: entry.reason.kind === 'SHARED' ? entry.reason.sharedBy.id : null,
  });
  const walk = async (of: HomeFeed, viewerId: string, first: number) => {
    const seen = [];
    for (let after: string | undefined; ;) {
      const { items, hasNextPage } = await of.page(
        viewerId,
        after === undefined ? { first } : { first, after },
      );
      seen.push(...items.map(brief));
      assert.ok(!hasNextPage || items.length === first, 'a page that is followed by another is full');
      if (!hasNextPage) return seen;
      after = items.at(-1)?.id;
    }
  };
  const compare = async (viewerId: string, first: number) => {
    const { items } = await referenceFeed(database, viewerId, { first: 1_000 });
    assert.deepEqual(await walk(without, viewerId, first), items);
    const shown = await walk(feed, viewerId, first);
    if (pending.length === 0) assert.deepEqual(shown, items);
    const right = new Set(shown.map(({ id }) => id));
    assert.deepEqual(
      shown,
      items.filter(({ id }) => right.has(id)),
      'the entries are correct, in order and without repeats',
    );
  };
  /** The verdict about every post and share, and about an id that never was, says what the reference has. */
  const compareVerdicts = async (viewerId: string) => {
    const { items } = await referenceFeed(database, viewerId, { first: 1_000 });
    const entryOf = new Map(items.map((entry) => [entry.id, entry]));
    const entryOfPost = new Map(items.map((entry) => [entry.postId, entry]));
    const parts = { database, timelines, logger: silentLogger() };
    for (const row of await database.query(everyRow)) {
      const verdict = await feedVerdict(parts, viewerId, row.id, { text: true, bio: true });
      const entry = row.shared_post_id === null ? entryOfPost.get(row.id) : entryOf.get(row.id);
      const { inFeed, rule, reason, delivered } = verdict;
      const about = `${rule} about ${row.id} for ${viewerId}`;
      assert.equal(inFeed, entry !== undefined, about);
      assert.equal(delivered, inFeed, about);
      const sharer = reason?.kind === 'SHARED' ? reason.sharedBy.id : null;
      assert.deepEqual([reason?.kind, sharer], [entry?.kind, entry?.sharedBy ?? null], about);
      if (entry) {
        const own = entry.kind === 'AUTHORED' && row.author_id === viewerId;
        assert.equal(rule, own ? 'OWN' : entry.kind, about);
        assert.equal(verdict.account?.id, entry.sharedBy ?? row.author_id, about);
      } else assert.ok(!['OWN', 'AUTHORED', 'SHARED'].includes(rule), about);
    }
  };
  const perform = async (action: typeof step extends fc.Arbitrary<infer T> ? T : never) => {
    if (action.do === 'post') await insert(user(action.who), null);
    else if (action.do === 'share') {
      const id = await nth(originals, action.nth);
      if (id !== undefined) await insert(user(action.who), id);
    } else if (action.do === 'remove') {
      const id = await nth(rows, action.nth);
      if (id !== undefined) await database.query(remove, [id]);
    } else if (action.do === 'wipe') await redis.client.flushAll();
    else if (action.do === 'stop' || action.do === 'start') {
      stopped = action.do === 'stop';
      if (!stopped) await catchUp();
    } else if (action.do === 'lose' || action.do === 'find') lost = action.do === 'lose';
    else if (action.do === 'read') await compare(user(action.who), action.first);
    else if ('pair' in action) await connect(action.do, user(action.pair[0]), user(action.pair[1]));
  };

  it('equals the reference in random histories, with and without Redis', async () => {
    await fc.assert(
      fc
        .asyncProperty(fc.array(step, { minLength: 20, maxLength: 120, size: 'max' }), async (history) => {
          for (const action of history) await perform(action);
          await catchUp();
          for (const viewerId of users) {
            await compare(viewerId, 3);
            await compareVerdicts(viewerId);
          }
        })
        .beforeEach(reset),
      { numRuns: 12 },
    );
  });

  it('costs 3 Redis commands and 2 statements when cold, 1 and 1 when warm', async () => {
    await connect('follow', user(0), user(1));
    for (let i = 0; i < 5; i += 1) await insert(user(1), null);
    const cost = async () => {
      queries.length = 0;
      await redis.client.configResetStat();
      assert.equal((await feed.page(user(0), { first: 3 })).items.length, 3);
      const stats = await redis.client.info('commandstats');
      const calls = [...stats.matchAll(/cmdstat_(evalsha|lrange):calls=(\d+)/g)];
      return { redis: calls.reduce((sum, [, , count]) => sum + Number(count), 0), sql: [...queries] };
    };
    await cost();
    await redis.client.del(`tl:${user(0)}`);
    assert.deepEqual(await cost(), { redis: 3, sql: ['feed.candidates', 'feed.page'] });
    assert.deepEqual(await cost(), { redis: 1, sql: ['feed.page'] });
  });

  it('does not trust a timeline of another epoch', async () => {
    await connect('follow', user(0), user(1));
    const first = await insert(user(1), null);
    await walk(feed, user(0), 5);
    const lost = (await database.query(post, [user(1), null]))[0]?.id;
    await database.transaction(bumpEpoch);
    assert.deepEqual(
      (await walk(feed, user(0), 5)).map(({ id }) => id),
      [lost, first],
    );
    assert.ok(cache.includes('stale'));
  });

  it('keeps its pages stable while new posts arrive', async () => {
    await connect('follow', user(0), user(1));
    const ids: string[] = [];
    for (let i = 0; i < 6; i += 1) ids.unshift(await insert(user(1), null));
    const first = await feed.page(user(0), { first: 3 });
    await insert(user(1), null);
    const second = await feed.page(user(0), { first: 3, after: first.items.at(-1)?.id ?? '' });
    assert.deepEqual(
      [...first.items, ...second.items].map(({ id }) => id),
      ids,
    );
  });
});
