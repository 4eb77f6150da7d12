import assert from 'node:assert/strict';
import { readConfig } from '@feed/settings/api';
import { openRedis, type Redis } from '@feed/store/redis/redis';
import { redisReady } from '@feed/testkit/redis-ready';
import { silentLogger } from '@feed/testkit/silent-logger';
import { type TestRedis, testRedis } from '@feed/testkit/test-redis';
import { createMutationCharge } from '../../src/limits/mutation-charge.js';
import { createTallies, secondsLeftToday } from '../../src/limits/tallies.js';

const day = 86_400_000;

describe('the charge of a mutation', () => {
  let server: TestRedis, redis: Redis;
  before(async () => {
    server = await testRedis();
    redis = openRedis({ url: server.url, timeoutMs: 1000, clientName: 'test', logger: silentLogger() });
    await redisReady(redis);
  });
  after(async () => {
    await redis.close();
    await server.stop();
  });
  beforeEach(() => redis.run((c) => c.flushAll()));

  const { limits } = readConfig({
    DATABASE_URL: 'postgres://x@y/z',
    REDIS_URL: 'redis://x',
    QUOTA_BYTES_PER_ACCOUNT: '100000',
  });
  const caller = { viewer: { userId: '1' }, address: '203.0.113.1' };
  const replica = () => {
    const charge = createMutationCharge({ limits, redis });
    return async (bytes: number, stored = bytes) => (await charge(caller, { bytes, quotas: 1 }))(stored);
  };
  const rejected = { code: 'RATE_LIMITED', rule: 'quota_account' };

  it('takes one command', async () => {
    const store = replica();
    await store(1);
    await redis.run((c) => c.configResetStat());
    for (let i = 0; i < 5; i += 1) await store(1);
    const stats = await redis.run((c) => c.info('commandstats'));
    const calls = (name: string) => new RegExp(`cmdstat_${name}:calls=(\\d+)`).exec(stats)?.[1];
    assert.deepEqual([calls('evalsha'), calls('eval')], ['5', undefined]);
  });

  it('is shared by replicas: what one has sent, another counts', async () => {
    const [one, other] = [replica(), replica()];
    await one(90_000);
    await one(1, 0);
    await other(10_000);
    await assert.rejects(other(1), rejected);
  });

  it('outlives a Redis that forgets, through the replicas that remember', async () => {
    const [one, other] = [replica(), replica()];
    await one(90_000);
    await one(1, 0);
    await redis.run((c) => c.flushAll());
    await one(1, 0);
    await assert.rejects(other(10_001), rejected);
  });

  it('counts parallel mutations before they are stored', async () => {
    const charge = createMutationCharge({ limits, redis });
    const all = await Promise.allSettled(
      Array.from({ length: 20 }, () => charge(caller, { bytes: 10_000, quotas: 1 })),
    );
    assert.equal(all.filter(({ status }) => status === 'fulfilled').length, 10);
  });

  it('keeps no key for longer than its day', async () => {
    await replica()(5);
    await replica()(5);
    const ages = await redis.run(async (c) => Promise.all((await c.keys('*')).map((key) => c.ttl(key))));
    for (const age of ages) assert.ok(age > 0 && age <= 86_400, String(age));
  });
});

describe('a tally', () => {
  it('begins again at midnight UTC', () => {
    let now = 20_000 * day + 1000;
    const tallies = createTallies('quota', () => now);
    assert.equal(secondsLeftToday(now), 86_399);
    tallies('a').settle(0, 100);
    assert.equal(tallies('a').exceeds(1, 100), true);
    now += day;
    assert.equal(tallies('a').exceeds(100, 100), false);
  });
});
