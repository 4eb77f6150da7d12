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
    assert.equal(await of.read(viewerId), undefined);
    const build = await of.begin(viewerId);
    assert.ok(build);
    return build;
  };
  const build = async (list: string[], floor = '0', of = timelines) => {
    const viewerId = nextViewer();
    assert.ok(await of.finish(viewerId, await begin(viewerId, of), { epoch: '1', floor, ids: list }));
    return viewerId;
  };
  const all = async (viewerId: string, of = timelines) => {
    const read = await of.read(viewerId);
    assert.ok(read);
    return read;
  };
  const bytes = async (viewerId: string) =>
    Number(await redis.client.sendCommand(['MEMORY', 'USAGE', timelineKey(viewerId), 'SAMPLES', '0']));

  it('returns what was built, newest first', async () => {
    const list = ids(10, 2n);
    assert.deepEqual(await all(await build(list)), { epoch: '1', floor: '0', ids: list });
    const cut = await all(await build(list, list.at(-1)));
    assert.deepEqual(cut, { epoch: '1', floor: list.at(-1), ids: list });
    assert.deepEqual(await all(await build([])), { epoch: '1', floor: '0', ids: [] });
  });

  it('pushes into existing timelines only', async () => {
    const viewerId = await build([]);
    for (const id of ids(2)) assert.equal(await timelines.push([viewerId, nextViewer()], id), 1);
    assert.deepEqual((await all(viewerId)).ids, ids(2));
    assert.equal(await timelines.read(`${viewer}`), undefined);
    assert.equal(await redis.client.exists(timelineKey(`${viewer}`)), 0);
  });

  it('pushes to more viewers than one command takes', async () => {
    const few = [await build([]), await build([])];
    const many = Array.from({ length: 1_700 }, nextViewer);
    assert.equal(await timelines.push([...many, ...few], `${base}`), 2);
    for (const viewerId of few) assert.deepEqual((await all(viewerId)).ids, [`${base}`]);
    assert.equal(await timelines.push([], `${base}`), 0);
  });

  it('keeps its time to live when it is pushed to, and gets a new one when it is built', async () => {
    const viewerId = nextViewer();
    const started = await begin(viewerId);
    const building = await redis.client.ttl(timelineKey(viewerId));
    assert.ok(building > 0 && building <= 30, `${building}`);
    await timelines.finish(viewerId, started, { epoch: '1', floor: '0', ids: [] });
    const built = await redis.client.ttl(timelineKey(viewerId));
    assert.ok(built > 30 && built <= 60, `${built}`);
    await redis.client.expire(timelineKey(viewerId), 20);
    for (const id of ids(2_000)) await timelines.push([viewerId], id);
    const pushed = await redis.client.ttl(timelineKey(viewerId));
    assert.ok(pushed > 0 && pushed <= 20, `${pushed}`);
  });

  it('keeps the ids that are pushed while a timeline is built, in any order and twice', async () => {
    const viewerId = nextViewer();
    const started = await begin(viewerId);
    for (const id of [base, base + 5n, base - 7n, base + 5n]) await timelines.push([viewerId], `${id}`);
    assert.equal(await timelines.read(viewerId), undefined);
    await timelines.finish(viewerId, started, { epoch: '1', floor: '0', ids: ids(2) });
    await timelines.push([viewerId], `${base + 1n}`);
    const expected = [`${base + 5n}`, `${base + 1n}`, ...ids(2), `${base - 7n}`];
    assert.deepEqual((await all(viewerId)).ids, expected);
  });

  it('lets the last builder win, with all that was pushed', async () => {
    const viewerId = nextViewer();
    const slow = await begin(viewerId);
    await timelines.push([viewerId], `${base}`);
    const fast = await begin(viewerId);
    assert.equal(await timelines.finish(viewerId, slow, { epoch: '1', floor: '0', ids: [] }), false);
    assert.equal(await timelines.finish(viewerId, fast, { epoch: '1', floor: '0', ids: [] }), true);
    assert.deepEqual((await all(viewerId)).ids, ids(1));
    assert.equal(await timelines.begin(viewerId), undefined, 'a timeline that is ready is not built');
  });

  it('does not finish a timeline that was wiped while it was built', async () => {
    const viewerId = nextViewer();
    const started = await begin(viewerId);
    await redis.client.flushAll();
    assert.equal(await timelines.finish(viewerId, started, { epoch: '1', floor: '0', ids: [] }), false);
    assert.equal(await timelines.read(viewerId), undefined);
  });

  it('is trimmed to its size now and then, raises the floor, and ignores what is below', async () => {
    const full = ids(size);
    const viewerId = await build(full);
    const pushed = Array.from({ length: size / 10 }, (_, i) => `${base + BigInt(i) + 1n}`);
    for (const id of pushed.slice(0, -1)) await timelines.push([viewerId], id);
    assert.deepEqual(await all(viewerId), {
      epoch: '1',
      floor: '0',
      ids: [...pushed.slice(0, -1).reverse(), ...full],
    });
    await timelines.push([viewerId], pushed.at(-1) ?? '');
    const trimmed = await all(viewerId);
    const kept = [...pushed.reverse(), ...full].slice(0, size);
    assert.deepEqual(trimmed, { epoch: '1', floor: kept.at(-1), ids: kept });
    await timelines.push([viewerId], full.at(-1) ?? '');
    assert.deepEqual(await all(viewerId), trimmed);
  });

  it('does not claim to have what was trimmed while it was built', async () => {
    const few = createTimelines({ redis, size: 4, slack: 1, ttlSeconds: 60 });
    const viewerId = nextViewer();
    const started = await begin(viewerId, few);
    const pushed = ids(9).reverse();
    for (const id of pushed) await few.push([viewerId], id);
    await few.finish(viewerId, started, { epoch: '1', floor: '0', ids: [`${base - 100n}`] });
    const { ids: read, floor } = await all(viewerId, few);
    assert.ok(BigInt(floor) > base - 9n, 'what was pushed first may be missing');
    assert.deepEqual(
      read,
      ids(9).filter((id) => BigInt(id) >= BigInt(floor)),
    );
  });

  it('trims only some of the timelines that become too long at the same time with one command', async () => {
    const few = createTimelines({ redis, size: 40, slack: 40, ttlSeconds: 60 });
    const viewers = await Promise.all(Array.from({ length: 60 }, () => build(ids(40), '0', few)));
    const pushed = Array.from({ length: 120 }, (_, i) => `${base + BigInt(i) + 1n}`).reverse();
    const lengths: number[] = [];
    for (const id of pushed.toReversed()) {
      await few.push(viewers, id);
      lengths.push(...(await Promise.all(viewers.map((viewer) => redis.client.lLen(timelineKey(viewer))))));
    }
    assert.ok(Math.max(...lengths) > 81, 'not all of them are trimmed with the same post');
    // Nineteen are trimmed with each post, so none is more than four posts late.
    assert.ok(Math.max(...lengths) <= 81 + 4, `${Math.max(...lengths)}`);
    for (const viewerId of viewers) {
      const { ids: read, floor } = await all(viewerId, few);
      assert.ok(read.length >= 40);
      assert.deepEqual(
        read,
        pushed.filter((id) => BigInt(id) >= BigInt(floor)),
      );
    }
  });

  it('takes at most 12 bytes per entry', async () => {
    const viewerId = await build(ids(size));
    const perEntry = [(await bytes(viewerId)) / size];
    assert.ok((perEntry[0] ?? 99) <= 11, `${perEntry[0]} built`);
    for (let i = 1n; i < 2n * BigInt(size); i += 1n) {
      await timelines.push([viewerId], `${base + i * 1_048_577n}`);
      perEntry.push((await bytes(viewerId)) / (await redis.client.lLen(timelineKey(viewerId))));
    }
    const mean = perEntry.reduce((sum, each) => sum + each, 0) / perEntry.length;
    assert.ok(mean <= 12 && Math.max(...perEntry) <= 13, `${mean}, at most ${Math.max(...perEntry)}`);
  });

  it('drops a timeline, which then counts as missing', async () => {
    const viewerId = await build(ids(3));
    await timelines.drop([viewerId]);
    assert.equal(await timelines.read(viewerId), undefined);
  });

  it('counts a timeline in the format of another release as missing, and replaces it', async () => {
    const [read, pushed] = [nextViewer(), nextViewer()];
    for (const id of [read, pushed]) await redis.client.set(timelineKey(id), 'R another format');
    await timelines.finish(read, await begin(read), { epoch: '1', floor: '0', ids: ids(1) });
    assert.deepEqual((await all(read)).ids, ids(1));
    await timelines.push([pushed], `${base}`);
    assert.equal(await redis.client.exists(timelineKey(pushed)), 0, 'it would lack the row');
  });

  it('has everything above its floor, whatever is pushed in whatever order', async () => {
    const few = createTimelines({ redis, size: 5, slack: 1, ttlSeconds: 60 });
    const anyId = fc.bigInt({ min: 1n, max: 2n ** 63n - 1n });
    const pushes = fc.array(fc.oneof(anyId, fc.bigInt({ min: base, max: base + 8n })), { maxLength: 30 });
    const built = fc.uniqueArray(fc.bigInt({ min: base - 8n, max: base + 8n }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(built, pushes, async (first, pushed) => {
        const list = first.map(String).sort(descending);
        const viewerId = await build(list, list.at(-1), few);
        for (const id of pushed) await few.push([viewerId], `${id}`);
        const { ids: read, floor } = await all(viewerId, few);
        const expected = [...new Set([...list, ...pushed.map(String)])].sort(descending);
        assert.deepEqual(
          read,
          expected.filter((id) => BigInt(id) >= BigInt(floor)),
        );
        assert.ok((await redis.client.lLen(timelineKey(viewerId))) <= 7);
      }),
      { numRuns: 100 },
    );
  });
});
