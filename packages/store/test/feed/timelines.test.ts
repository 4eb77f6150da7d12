import assert from 'node:assert/strict';
import { createTimelines, timelineKey, type Timelines } from '../../src/feed/timelines.js';
import { openRedis, type Redis } from '../../src/redis/redis.js';
import { silentLogger } from '@feed/testkit/silent-logger';
import { testRedis, type TestRedis } from '@feed/testkit/test-redis';
import { redisReady } from '@feed/testkit/redis-ready';
import fc from 'fast-check';

const size = 800;
const base = 1_882_756_335_212_167_168n;
const ids = (count: number, step = 1n) =>
  Array.from({ length: count }, (_, i) => `${base - BigInt(i) * step}`);
const descending = (a: string, b: string) => (BigInt(a) < BigInt(b) ? 1 : -1);

describe('timelines', () => {
  let server: TestRedis;
  let redis: Redis;
  let timelines: Timelines;
  let viewer = 0;
  const nextViewer = () => `${(viewer += 1)}`;
  before(async () => {
    server = await testRedis();
    redis = openRedis({ url: server.url, timeoutMs: 1_000, clientName: 'test', logger: silentLogger() });
    await redisReady(redis);
    timelines = createTimelines({ redis, size, ttlSeconds: 60 });
  });
  after(async () => {
    await redis.close();
    await server.stop();
  });

  const begin = async (viewerId: string, of = timelines) => {
    const read = await of.read(viewerId, undefined, 1);
    assert.ok(!read.found);
    return read.build;
  };
  const build = async (list: string[], floor = '0', of = timelines) => {
    const viewerId = nextViewer();
    assert.ok(await of.finish(viewerId, await begin(viewerId, of), { epoch: '1', floor, ids: list }));
    return viewerId;
  };
  const all = async (viewerId: string, of = timelines) => {
    const read = await of.read(viewerId, undefined, 1_000);
    assert.ok(read.found);
    return read;
  };

  it('returns slices below a cursor and says when the list ends', async () => {
    const list = ids(10, 2n);
    const viewerId = await build(list);
    const first = await timelines.read(viewerId, undefined, 4);
    assert.deepEqual(first, { found: true, exhausted: false, epoch: '1', floor: '0', ids: list.slice(0, 4) });
    const rest = await timelines.read(viewerId, list[3], 6);
    assert.deepEqual(rest, { found: true, exhausted: true, epoch: '1', floor: '0', ids: list.slice(4) });
    const between = await timelines.read(viewerId, `${BigInt(list[5] ?? 0) + 1n}`, 1);
    assert.deepEqual(between.found && between.ids, [list[5]]);
  });

  it('pushes into existing timelines only', async () => {
    const viewerId = await build([]);
    assert.equal(await timelines.push([viewerId, nextViewer()], ids(2)), 1);
    assert.deepEqual((await all(viewerId)).ids, ids(2));
    assert.ok(!(await timelines.read(`${viewer}`, undefined, 1)).found);
  });

  it('keeps the ids that are pushed while a timeline is built', async () => {
    const viewerId = nextViewer();
    const started = await begin(viewerId);
    await timelines.push([viewerId], [`${base + 5n}`, `${base}`]);
    await timelines.finish(viewerId, started, { epoch: '1', floor: '0', ids: ids(2) });
    assert.deepEqual((await all(viewerId)).ids, [`${base + 5n}`, ...ids(2)]);
  });

  it('lets the last builder win, with all that was pushed', async () => {
    const viewerId = nextViewer();
    const slow = await begin(viewerId);
    await timelines.push([viewerId], ids(1));
    const fast = await begin(viewerId);
    assert.equal(await timelines.finish(viewerId, slow, { epoch: '1', floor: '0', ids: [] }), false);
    assert.equal(await timelines.finish(viewerId, fast, { epoch: '1', floor: '0', ids: [] }), true);
    assert.deepEqual((await all(viewerId)).ids, ids(1));
  });

  it('does not finish a timeline that was wiped while it was built', async () => {
    const viewerId = nextViewer();
    const started = await begin(viewerId);
    await redis.client.flushAll();
    assert.equal(await timelines.finish(viewerId, started, { epoch: '1', floor: '0', ids: [] }), false);
    assert.ok(!(await timelines.read(viewerId, undefined, 1)).found);
  });

  it('raises the floor when it drops entries, and ignores what is below', async () => {
    const full = ids(size);
    const viewerId = await build(full);
    await timelines.push([viewerId], [`${base + 1n}`]);
    const read = await all(viewerId);
    assert.equal(read.ids.length, size);
    assert.equal(read.floor, full.at(-2));
    await timelines.push([viewerId], [full.at(-1) ?? '']);
    assert.deepEqual(await all(viewerId), read);
  });

  it('takes at most 10 bytes per entry', async () => {
    const viewerId = await build(ids(size));
    const built = Number(await redis.client.sendCommand(['MEMORY', 'USAGE', timelineKey(viewerId)]));
    await timelines.push([viewerId], [`${base + 9n}`]);
    const pushed = Number(await redis.client.sendCommand(['MEMORY', 'USAGE', timelineKey(viewerId)]));
    assert.ok(Math.max(built, pushed) <= 10 * size, `${built} bytes built, ${pushed} after a push`);
  });

  it('drops a timeline, which then counts as missing', async () => {
    const viewerId = await build(ids(3));
    await timelines.drop([viewerId]);
    assert.ok(!(await timelines.read(viewerId, undefined, 1)).found);
  });

  it('keeps the newest of whatever is pushed, in order and without repeats', async () => {
    const few = createTimelines({ redis, size: 5, ttlSeconds: 60 });
    const anyId = fc.bigInt({ min: 1n, max: 2n ** 63n - 1n });
    const pushes = fc.array(fc.oneof(anyId, fc.bigInt({ min: base, max: base + 8n })), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(pushes, async (pushed) => {
        const viewerId = await build([], '0', few);
        for (const id of pushed) await few.push([viewerId], [`${id}`]);
        const expected = [...new Set(pushed.map(String))].sort(descending).slice(0, 5);
        assert.deepEqual((await all(viewerId, few)).ids, expected);
      }),
      { numRuns: 60 },
    );
  });
});
