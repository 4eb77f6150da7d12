import assert from 'node:assert/strict';
import { CodedError } from '@feed/platform/errors';
import { patience } from '@feed/testkit/patience';
import { redisReady } from '@feed/testkit/redis-ready';
import { silentLogger } from '@feed/testkit/silent-logger';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { testRedis, type TestRedis } from '@feed/testkit/test-redis';
import { until } from '@feed/testkit/until';
import fc from 'fast-check';
import { buildTimeline } from '../../../src/feed/build-timeline.js';
import { bumpEpoch } from '../../../src/feed/epoch.js';
import { backfillFollow, fanOutPost } from '../../../src/feed/fan-out.js';
import { createFeedMemory, type FeedMemory } from '../../../src/feed/memory/feed-memory.js';
import { referenceFeed } from '../../../src/feed/reference.js';
import { createTimelines, type Timelines } from '../../../src/feed/timelines.js';
import { statement, type Database } from '../../../src/postgres/database.js';
import type { Statement } from '../../../src/postgres/statement.js';
import { openRedis, type Redis } from '../../../src/redis/redis.js';
import { writeSql, writes, type Write } from '../../support/feed-writes.js';

const people = 6;
/** Authors with more followers are merged on read. */
const fanOut = { threshold: 3, chunk: 2, signal: new AbortController().signal };

/** Tells triggers that events will be recorded. */
const declare = statement('test.declare', "SELECT set_config('feed.recorded', $1, true)");
/** The event that the api records for each new row. */
const record = statement(
  'test.record',
  `INSERT INTO events (kind, payload)
     SELECT CASE WHEN p.shared_post_id IS NULL THEN 'post.created' ELSE 'post.shared' END, jsonb_build_object('postId', p.id::text)
     FROM posts p WHERE p.xmin = pg_current_xact_id()::xid
     UNION ALL SELECT 'user.followed', jsonb_build_object(
       'followerId', f.follower_id::text, 'followeeId', f.followee_id::text)
     FROM follows f WHERE f.xmin = pg_current_xact_id()::xid`,
);
/** The kinds of events that tasks for timelines follow. */
const recorded: Partial<Record<Write, string>> = {
  ...{ post: 'post.created', many: 'post.created', share: 'post.shared', follow: 'user.followed' },
};
const count = statement(
  'test.count',
  'UPDATE users u SET followers_count = (SELECT count(*) FROM follows WHERE followee_id = u.id)',
);

interface Waiting {
  id: string;
  kind: string;
  payload: { postId?: string; followerId: string; followeeId: string };
}
const undispatched = statement<Waiting>(
  'test.undispatched',
  `SELECT id, kind, payload FROM events WHERE dispatched_at IS NULL
   UNION ALL SELECT id, kind, payload FROM tasks WHERE state = 'pending' ORDER BY id OFFSET $1 LIMIT 1`,
);
const dispatched = statement(
  'test.dispatched',
  `WITH task AS (UPDATE tasks SET state = 'done', finished_at = now() WHERE id = $1)
   UPDATE events SET dispatched_at = now() WHERE id = $1`,
);
const asTask = statement(
  'test.as_task',
  `WITH event AS (UPDATE events SET dispatched_at = now() WHERE id = $1 RETURNING payload)
   INSERT INTO tasks (kind, payload, state, finished_at, lease_until)
   SELECT $2, payload, $3::task_state, CASE $3 WHEN 'dead' THEN now() END, CASE $3 WHEN 'running' THEN now() + interval '1 hour' END FROM event`,
);

const person = fc.nat(people - 1);
const often: Write[] = ['post', 'post', 'share', 'follow', 'follow', 'follow'];
const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      write: fc.constantFrom(...(Object.keys(writes) as Write[]), ...often, ...often),
      who: person,
      whom: person,
      nth: fc.nat(99),
      byHand: fc.boolean(),
    }),
  },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('work' as const), nth: fc.nat(2) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('strand' as const),
      state: fc.constantFrom('pending', 'running', 'dead'),
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('build' as const), who: person }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('read' as const), who: person, first: fc.nat(8) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('wipe', 'lose', 'find', 'bump') }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

describe('feeds in memory that are filled from timelines', () => {
  let server: TestDatabase, redisServer: TestRedis, database: Database, redis: Redis, timelines: Timelines;
  let kept: FeedMemory;
  let users: string[] = [];
  let lost = false;
  const ran: Record<string, number> = {};
  before(async () => {
    [server, redisServer] = await Promise.all([testDatabase(), testRedis()]);
    database = server.openOwner({ events: { ran: (name) => (ran[name] = (ran[name] ?? 0) + 1) } });
    redis = openRedis({ url: redisServer.url, timeoutMs: 1_000, clientName: 'test', logger: silentLogger() });
    await redisReady(redis);
    const losing: Redis = {
      ...redis,
      run: (work) => (lost ? Promise.reject(new CodedError('UNAVAILABLE', 'lost')) : redis.run(work)),
    };
    timelines = createTimelines({ redis: losing, size: 12, slack: 1, ttlSeconds: 60 });
  });
  after(async () => {
    await redis.close();
    await Promise.all([redisServer.stop(), server.drop()]);
  });
  afterEach(() => kept.close());

  const query = (sql: string) => database.query({ ...statement('test.write', sql), prepared: false });
  const remember = () => createFeedMemory({ database, timelines, timelineFrom: 0, maxBytes: 1_000_000 });
  const reset = async () => {
    lost = false;
    await Promise.all([redis.client.flushAll(), query('TRUNCATE users, events, tasks CASCADE')]);
    const insert = `INSERT INTO users (username) SELECT 'u' || n FROM generate_series(1, ${people}) n RETURNING id`;
    users = (await database.query(statement<{ id: string }>('test.users', insert))).map(({ id }) => id);
    kept?.close();
    kept = remember();
  };
  const user = (index: number) => users[index] ?? '';

  const next = async (nth: number) =>
    (await database.query(undispatched, [nth]))[0] ?? (await database.query(undispatched, [0]))[0];
  /** Does what the worker does for one event, in any order. */
  const work = async (nth: number) => {
    const event = await next(nth);
    if (!event) return;
    const { postId, ...follow } = event.payload;
    if (postId === undefined) await backfillFollow(database, timelines, follow);
    else await fanOutPost(database, timelines, postId, fanOut);
    await database.query(dispatched, [event.id]);
  };
  /** Leaves the event to a task that does not run. */
  const strand = async (state: string) => {
    const event = await next(0);
    if (!event?.kind.includes('.')) return;
    const task = event.payload.postId === undefined ? 'backfill-follow' : 'fan-out-post';
    await database.query(asTask as Statement<unknown>, [event.id, task, state]);
  };
  /** Writes as the api does, or as an operator who knows nothing of events. */
  const write = (each: Omit<Extract<Step, { do: 'write' }>, 'byHand'> & { byHand?: boolean }) =>
    database.transaction(async (tx) => {
      const sql = writeSql(each.write, each.nth, user(each.who), user(each.whom));
      const kind = each.byHand ? undefined : recorded[each.write];
      if (kind !== undefined) await tx.query(declare, [kind]);
      await tx.query({ ...statement('test.write', sql), prepared: false });
      if (kind !== undefined) await tx.query(record);
      await tx.query(count);
    });
  const read = async (memory: FeedMemory, viewerId: string, first: number) => {
    const seen: string[] = [];
    for (let after: string | undefined; ;) {
      const page = await memory.page(viewerId, after === undefined ? { first } : { first, after });
      assert.ok(page);
      seen.push(...page.items.map(({ id, node }) => `${id} ${node.id} ${node.isLikedByUser}`));
      after = page.items.at(-1)?.id;
      if (!page.hasNextPage || after === undefined || seen.length > 150) return seen;
    }
  };
  const liked = statement<{ post_id: string }>(
    'test.liked',
    'SELECT post_id FROM post_likes WHERE user_id = $1',
  );
  const compare = async (viewerId: string, first: number) => {
    const fresh = remember();
    const [remembered, filled] = [await read(kept, viewerId, first), await read(fresh, viewerId, first)];
    fresh.close();
    const likes = new Set((await database.query(liked, [viewerId])).map(({ post_id: id }) => id));
    const { items } = await referenceFeed(database, viewerId, { first: 1_000 });
    const right = items.map(({ id, postId }) => `${id} ${postId} ${likes.has(postId)}`);
    assert.deepEqual(filled, right.slice(0, Math.min(right.length, Math.max(filled.length, 150))));
    assert.deepEqual(remembered, right.slice(0, Math.min(right.length, Math.max(remembered.length, 150))));
  };
  const perform = async (each: Step) => {
    if (each.do === 'write') await write(each as Extract<Step, { do: 'write' }>);
    else if (each.do === 'work') await work((each as Extract<Step, { do: 'work' }>).nth);
    else if (each.do === 'strand') await strand((each as Extract<Step, { do: 'strand' }>).state);
    else if (each.do === 'build')
      await buildTimeline(database, timelines, user((each as Extract<Step, { do: 'build' }>).who)).catch(
        () => undefined,
      );
    else if (each.do === 'read') {
      const { who, first } = each as Extract<Step, { do: 'read' }>;
      await compare(user(who), first + 1);
    } else if (each.do === 'wipe') await redis.client.flushAll();
    else if (each.do === 'bump') await database.transaction(bumpEpoch);
    else lost = each.do === 'lose';
  };

  /** Two accounts follow each other, and the first one's timeline is built. */
  const prepare = async () => {
    await reset();
    for (const [who, whom] of [
      [0, 1],
      [1, 0],
    ] as const)
      await write({ do: 'write', write: 'follow', who, whom, nth: 0 });
    await write({ do: 'write', write: 'post', who: 1, whom: 1, nth: 0 });
    for (let i = 0; i < 3; i += 1) await work(0);
    await buildTimeline(database, timelines, user(0));
    await write({ do: 'write', write: 'post', who: 1, whom: 1, nth: 1 });
  };
  const contents = async (memory: FeedMemory) =>
    (await memory.page(user(0), { first: 5 }))?.items.map(({ node }) => node.content);

  for (const moment of ['before', 'after'] as const)
    it(`do not lack a post whose fan-out ends just ${moment} the timeline is read`, async () => {
      await prepare();
      let reads = 0;
      const racing: Timelines = {
        ...timelines,
        read: async (viewerId) => {
          reads += 1;
          if (moment === 'before') await work(0);
          const read = await timelines.read(viewerId);
          if (moment === 'after') await work(0);
          return read;
        },
      };
      const memory = createFeedMemory({ database, timelines: racing, timelineFrom: 0, maxBytes: 1_000_000 });
      assert.deepEqual(await contents(memory), ['post 1', 'post 0']);
      assert.deepEqual([reads, await next(0)], [1, undefined]);
      memory.close();
    });

  it('are read from Postgres while a follow of the viewer is not done', async () => {
    await prepare();
    await write({ do: 'write', write: 'post', who: 2, whom: 2, nth: 2 });
    await work(0);
    await work(0);
    await write({ do: 'write', write: 'follow', who: 0, whom: 2, nth: 0 });
    const before = ran['feed.decide'] ?? 0;
    const memory = remember();
    assert.deepEqual(await contents(memory), ['post 2', 'post 1', 'post 0']);
    assert.equal(ran['feed.decide'], before + 1);
    memory.close();
  });

  const byHand: Record<string, string> = {
    'a post': "INSERT INTO posts (author_id, content) SELECT id, 'by hand' FROM users WHERE username = 'u2'",
    'a share': `INSERT INTO posts (author_id, content, shared_post_id)
      SELECT u.id, 'by hand', p.id FROM users u, posts p WHERE u.username = 'u2' AND p.content = 'far away'`,
    'a follow': `INSERT INTO follows (follower_id, followee_id)
      SELECT a.id, b.id FROM users a, users b WHERE a.username = 'u1' AND b.username = 'u3'`,
    'a deletion': "UPDATE posts SET deleted_at = now() WHERE content = 'post 1'",
    'an undeletion': "UPDATE posts SET deleted_at = NULL WHERE content = 'gone'",
    'an author who is not merged any longer': 'UPDATE users SET merge_on_read = false',
  };
  for (const [what, sql] of Object.entries(byHand))
    it(`know of ${what} by hand, without a worker`, async () => {
      await prepare();
      await write({ do: 'write', write: 'post', who: 2, whom: 2, nth: 2 });
      await write({ do: 'write', write: 'post', who: 3, whom: 3, nth: 3 });
      await write({ do: 'write', write: 'follow', who: 0, whom: 3, nth: 0 });
      await query("UPDATE posts SET content = 'far away' WHERE content = 'post 2'");
      await query(`INSERT INTO posts (author_id, content, deleted_at)
        SELECT id, 'gone', now() FROM users WHERE username = 'u2'`);
      while (await next(0)) await work(0);
      await buildTimeline(database, timelines, user(0));
      await query("UPDATE users SET merge_on_read = true WHERE username = 'u4'");
      await write({ do: 'write', write: 'post', who: 3, whom: 3, nth: 4 });
      await query('UPDATE events SET dispatched_at = now()');
      await compare(user(0), 3);
      await query(sql);
      await compare(user(0), 3);
    });

  it('are filled from timelines after a write by hand, whether or not its task has run', async () => {
    await prepare();
    await query(byHand['a post'] ?? '');
    const before = ran['feed.decide'] ?? 0;
    for (;;) {
      const memory = remember();
      assert.deepEqual(await contents(memory), ['by hand', 'post 1', 'post 0']);
      memory.close();
      if (!(await next(0))) break;
      await work(0);
    }
    assert.equal(ran['feed.decide'] ?? 0, before);
  });

  it('get a task for each statement that did not record its own rows', async () => {
    await prepare();
    await work(0);
    await database.transaction(async (tx) => {
      await tx.query(declare, ['post.created']);
      for (let i = 0; i < 2; i += 1)
        await tx.query({ ...statement('test.write', byHand['a post'] ?? ''), prepared: false });
    });
    const tasks = await database.query(undispatched, [0]);
    const { items } = await referenceFeed(database, user(0), { first: 1 });
    assert.deepEqual(
      tasks.map(({ payload }) => payload),
      [{ postId: items[0]?.id }],
    );
  });

  it('have a timeline built for the next process, where one pays', async () => {
    await reset();
    const few = createFeedMemory({ database, timelines, timelineFrom: 2, maxBytes: 1_000_000 });
    await contents(few);
    assert.equal(await timelines.exists(user(0)), false);
    await write({ do: 'write', write: 'follow', who: 0, whom: 1, nth: 0 });
    await contents(few);
    await until('the timeline is built', async () => (await timelines.read(user(0))) !== undefined);
    few.close();
  });

  it('equal the reference in random histories, whatever the worker has done', async () => {
    await fc.assert(
      fc
        .asyncProperty(fc.array(step, { minLength: 30, maxLength: 120, size: 'max' }), async (history) => {
          for (const each of history) await perform(each);
          for (const viewerId of users) await compare(viewerId, 3);
        })
        .beforeEach(reset),
      { numRuns: 12, endOnFailure: true },
    );
    assert.ok((ran['feed.decide_among'] ?? 0) > 20, 'timelines were used');
  }).timeout(patience(120_000));
});
