import assert from 'node:assert/strict';
import { recordedAs } from '@feed/store/feed/recorded';
import type { DomainEvent } from '@feed/events/kinds/all';
import { record } from '@feed/events/record';
import { createLogger } from '@feed/platform/logger';
import { statement } from '@feed/store/postgres/statement';
import { createHomeFeed } from '@feed/store/feed/home-feed';
import { timelineKey, type Timelines } from '@feed/store/feed/timelines';
import { findTask } from '@feed/tasks/sql/inspect';
import { enqueue } from '@feed/tasks/enqueue';
import { checkSample } from '../../src/tasks/check-feeds.js';
import { startTestWorker, type TestWorker } from '../support/worker.js';
import { patience } from '@feed/testkit/patience';

const people = statement<{ id: string }>(
  'test.people',
  'INSERT INTO users (username) SELECT md5(random()::text) FROM generate_series(1, 6) RETURNING id',
);
const write = statement<{ id: string }>(
  'test.write',
  `INSERT INTO posts (author_id, content) SELECT $1::bigint, 'text'
   WHERE ${recordedAs('post.created')} RETURNING id`,
);
const newFollow = statement(
  'test.follow',
  `INSERT INTO follows (follower_id, followee_id) SELECT $1::bigint, $2::bigint
   WHERE ${recordedAs('user.followed')}`,
);
const setPosts = statement('test.set_posts', 'UPDATE users SET posts_count = $2 WHERE id = $1');

/** Damages a timeline: removes the entry after its header of 25 bytes. */

describe('the check of feeds', () => {
  let worker: TestWorker, author: string, readers: string[], lines: string[];
  before(async () => {
    worker = await startTestWorker({ FEED_CHECK_SAMPLE: '5' });
  });
  after(() => worker.stop());
  beforeEach(async () => {
    await worker.context.redis.client.flushAll();
    [author = '', ...readers] = (await worker.context.database.query(people)).map(({ id }) => id);
    for (const followerId of readers) await worker.context.database.query(newFollow, [followerId, author]);
    lines = [];
  });

  const post = async () => (await worker.context.database.query(write, [author]))[0]?.id ?? '';
  const read = async (viewerId = '') =>
    (await createHomeFeed(worker.context).page(viewerId, { first: 5 })).items.map(({ id }) => id);
  const warm = async (...viewers: (string | undefined)[]) => {
    for (const viewer of viewers) await read(viewer);
  };
  /** Takes the id that was pushed last off a timeline. */
  const lose = (viewerId = '') => worker.context.redis.client.rPop(timelineKey(viewerId));
  /** Runs the check without its long waits, and with these timelines instead of the real ones. */
  const check = async (timelines: Timelines = worker.context.timelines, first?: DomainEvent) => {
    const before = await counted();
    const destination = { write: (line: string) => void lines.push(line) };
    const logger = createLogger({ service: 'test', level: 'warn', version: '0', destination });
    const parts = { ...worker.context, timelines, logger };
    const { signal } = new AbortController();
    await worker.context.database.transaction(async (tx) => {
      // No worker sees the event before the commit, while the check does.
      if (first) await record(tx, first);
      await checkSample(parts, { signal, tx }, { waitsMs: [1, 1] });
    });
    return since(before);
  };
  const counted = async () => ({
    ...(await worker.samples('feed_verifications_total')),
    ...(await worker.samples('feed_drift_total')),
  });
  /** The counted feeds, by the value of the label. */
  const since = async (before: Record<string, number>) => {
    const grown = Object.entries(await counted()).map(([name, value]) => [
      /"(\w+)"/.exec(name)?.[1],
      value - (before[name] ?? 0),
    ]);
    return Object.fromEntries(grown.filter(([, value]) => value !== 0)) as Record<string, number>;
  };

  it('finds what a cached timeline has lost, rebuilds it, counts it and logs whose', async () => {
    const ids = [await post(), await post()].reverse();
    await warm(readers[0], readers[1]);
    await lose(readers[0]);
    assert.deepEqual(await read(readers[0]), ids.slice(1));
    assert.deepEqual(await check(), { clean: 1, missing: 1, repaired: 1 });
    assert.deepEqual(await read(readers[0]), ids);
    const [line, ...others] = lines.map((text) => JSON.parse(text) as Record<string, unknown>);
    assert.deepEqual(others, []);
    assert.equal(line?.['count'], 1);
    assert.deepEqual(line?.['first'], [{ userId: readers[0], faults: 1, first: [`missing ${ids[0]}`] }]);
    assert.deepEqual(await check(), { clean: 2 });
  });

  it('finds it when it runs as a task, too', async () => {
    await post();
    await warm(readers[0]);
    await lose(readers[0]);
    const before = await counted();
    await worker.run('check-feeds', {});
    assert.deepEqual(await since(before), { missing: 1, repaired: 1 });
  }).timeout(patience(30_000));

  it('does not report what a task will still add', async () => {
    await warm(readers[0], readers[1]);
    const postId = await post();
    const { database, timelines } = worker.context;
    await timelines.push([readers[1] ?? ''], postId);
    const later = { delaySeconds: 3600 };
    const taskId = await database.transaction((tx) =>
      enqueue(tx, { name: 'fan-out-post' }, { postId }, later),
    );
    assert.deepEqual(await check(), { clean: 1, skipped: 1 });
    await database.query(statement('test.done', "UPDATE tasks SET state = 'dead' WHERE id = $1"), [taskId]);
    assert.deepEqual(await check(), { clean: 1, missing: 1, repaired: 1 });
  });

  it('does not report what a task will still add for a new follower', async () => {
    await post();
    const { database } = worker.context;
    const [followerId = ''] = (await database.query(people)).map(({ id }) => id);
    await warm(followerId);
    await database.query(newFollow, [followerId, author]);
    const follow = { followerId, followeeId: author };
    const backfill = { name: 'backfill-follow' };
    await database.transaction((tx) => enqueue(tx, backfill, follow, { delaySeconds: 3600 }));
    assert.deepEqual(await check(), { skipped: 1 });
  });

  it('does not report what an undispatched event will still add', async () => {
    await warm(readers[0]);
    const postId = await post();
    const { timelines } = worker.context;
    assert.deepEqual(await check(timelines, { kind: 'post.created', payload: { postId } }), { skipped: 1 });
    // A fan-out that is still running would find the new follower, too.
    await worker.settled();
    const [followerId = ''] = (await worker.context.database.query(people)).map(({ id }) => id);
    await worker.context.redis.client.flushAll();
    await warm(followerId);
    await worker.context.database.query(newFollow, [followerId, author]);
    const follow: DomainEvent = { kind: 'user.followed', payload: { followerId, followeeId: author } };
    assert.deepEqual(await check(timelines, follow), { skipped: 1 });
  });

  it('reports a feed that stays wrong', async () => {
    await post();
    const { timelines } = worker.context;
    const forgetful: Timelines = {
      ...timelines,
      finish: (viewerId, build, timeline) =>
        timelines.finish(viewerId, build, { ...timeline, ids: timeline.ids.slice(1) }),
    };
    await warm(readers[0]);
    await lose(readers[0]);
    assert.deepEqual(await check(forgetful), { missing: 1, unrepaired: 1 });
    assert.match(lines.at(-1) ?? '', /"level":"error".*still wrong after a rebuild/);
  });

  it('compares a limited number of feeds, does not scan Redis, and skips large feeds', async () => {
    const { client } = worker.context.redis;
    await warm(author, ...readers);
    await client.configResetStat();
    const { clean = 0, ...rest } = await check();
    assert.ok(clean >= 3 && clean <= 5, `${clean} of six`);
    assert.deepEqual(rest, {});
    const calls = [...(await client.info('commandstats')).matchAll(/^cmdstat_(\w+):calls=(\d+)/gm)];
    const byName = Object.fromEntries(calls.map(([, name = '', times]) => [name, Number(times)]));
    assert.ok((byName['randomkey'] ?? 0) <= 20, JSON.stringify(byName));
    assert.ok((byName['lrange'] ?? 0) <= 10, JSON.stringify(byName));
    assert.deepEqual([byName['scan'], byName['keys']], [undefined, undefined]);
    await worker.context.database.query(setPosts, [author, 50_001]);
    const { clean: own = 0, skipped = 0 } = await check();
    assert.ok(own <= 1 && skipped >= 2 && own + skipped <= 5, `${own} and ${skipped}`);
  });

  it('does not rebuild a timeline that vanished after it was chosen', async () => {
    const { timelines, redis } = worker.context;
    const vanishing: Timelines = {
      ...timelines,
      read: async (viewerId) => {
        await timelines.drop([viewerId]);
        return timelines.read(viewerId);
      },
    };
    await warm(readers[0]);
    assert.deepEqual(await check(vanishing), { clean: 1 });
    assert.equal(await redis.client.exists(timelineKey(readers[0] ?? '')), 0);
  });

  it('has nothing to do when nothing is cached', async () => {
    await worker.context.redis.client.set('other', '1');
    assert.deepEqual(await check(), {});
  });

  it('succeeds without Redis, and counts the feed as unavailable', async () => {
    await worker.redis.kill();
    const before = await counted();
    const id = await worker.run('check-feeds', {});
    assert.deepEqual(await since(before), { unavailable: 1 });
    assert.equal((await findTask(worker.context.database, id))?.state, 'done');
    await worker.redis.start();
  });
});
