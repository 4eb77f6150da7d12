import assert from 'node:assert/strict';
import { readConfig } from '@feed/settings/api';
import { openRedis, type Redis } from '@feed/store/redis/redis';
import { redisReady } from '@feed/testkit/redis-ready';
import { silentLogger } from '@feed/testkit/silent-logger';
import { type TestRedis, testRedis } from '@feed/testkit/test-redis';
import { until } from '@feed/testkit/until';
import { createMutationCharge, type MutationCharge } from '../../src/limits/mutation-charge.js';
import { Settler } from '../../src/limits/settler.js';
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
  const open: MutationCharge[] = [];
  afterEach(() => Promise.all(open.splice(0).map((charge) => charge.close())));

  const { limits } = readConfig({
    DATABASE_URL: 'postgres://x@y/z',
    REDIS_URL: 'redis://x',
    QUOTA_BYTES_PER_ACCOUNT: '100000',
  });
  const caller = { viewer: { userId: '1' }, address: '203.0.113.1' };
  const create = (): MutationCharge => {
    const charge = createMutationCharge({ limits, redis, settleEveryMs: Infinity });
    open.push(charge);
    return charge;
  };
  const replica = () => {
    const { charge, settle } = create();
    const store = async (bytes: number, stored = bytes) =>
      (await charge(caller, { bytes, quotas: 1 }))(stored);
    return { store, settle };
  };
  const rejected = { code: 'RATE_LIMITED', rule: 'quota_account' };

  const commands = async (): Promise<number> => {
    const stats = await redis.run((c) => c.info('commandstats'));
    const calls = (name: string) => Number(new RegExp(`cmdstat_${name}:calls=(\\d+)`).exec(stats)?.[1] ?? 0);
    return calls('evalsha') + calls('eval');
  };

  it('takes no command, until what was counted is settled with one', async () => {
    const { store, settle } = replica();
    await store(1);
    await settle();
    await redis.run((c) => c.configResetStat());
    for (let i = 0; i < 5; i += 1) await store(1);
    assert.equal(await commands(), 0);
    await settle();
    await settle();
    assert.equal(await commands(), 1);
  });

  it('is settled soon, without being asked for', async () => {
    const { charge, close } = createMutationCharge({ limits, redis });
    (await charge(caller, { bytes: 1, quotas: 1 }))(1);
    await until('Redis has counted it', () => redis.run((c) => c.get('rl:ma:203.0.113.1')));
    await close();
  });

  it('is settled when the process ends', async () => {
    const { charge, close } = create();
    (await charge(caller, { bytes: 1, quotas: 1 }))(7);
    await close();
    const [quota] = await redis.run((c) => c.keys('quota:u:*'));
    assert.equal(await redis.run((c) => c.get(quota ?? '')), '7');
  });

  it('is not charged to the address when the account has used up its rate', async () => {
    const { charge, settle } = create();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 200 }, () => charge(caller, { bytes: 0, quotas: 0 })),
    );
    await settle();
    const { mutationsPerAccount } = limits;
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, mutationsPerAccount);
    assert.equal(await redis.run((c) => c.get('rl:mu:1')), '200');
    assert.equal(await redis.run((c) => c.get('rl:ma:203.0.113.1')), `${mutationsPerAccount}`);
  });

  it('is shared by replicas: what one has settled, another counts', async () => {
    const [one, other] = [replica(), replica()];
    await one.store(90_000);
    await one.settle();
    await other.store(10_000);
    await other.settle();
    await assert.rejects(other.store(1), rejected);
  });

  it('exceeds a quota by at most a tenth for each other replica', async () => {
    const [one, other] = [replica(), replica()];
    await other.store(10_000);
    await one.store(100_000);
    await assert.rejects(one.store(1), rejected);
    await assert.rejects(other.store(1), rejected);
  });

  it('outlives a Redis that forgets, through the replicas that remember', async () => {
    const [one, other] = [replica(), replica()];
    await one.store(90_000);
    await one.settle();
    await redis.run((c) => c.flushAll());
    await one.store(1, 0);
    await assert.rejects(other.store(10_001), rejected);
  });

  it('counts parallel mutations before they are stored', async () => {
    const { charge } = create();
    const all = await Promise.allSettled(
      Array.from({ length: 20 }, () => charge(caller, { bytes: 10_000, quotas: 1 })),
    );
    assert.equal(all.filter(({ status }) => status === 'fulfilled').length, 10);
  });

  it('keeps no key for longer than its day', async () => {
    for (const { store, settle } of [replica(), replica()]) {
      await store(5);
      await settle();
    }
    const ages = await redis.run(async (c) => Promise.all((await c.keys('*')).map((key) => c.ttl(key))));
    for (const age of ages) assert.ok(age > 0 && age <= 86_400, String(age));
  });
});

describe('a tally', () => {
  it('begins again at midnight UTC', async () => {
    let now = 20_000 * day + 1000;
    const redis = openRedis({
      url: 'redis://127.0.0.1:1',
      timeoutMs: 10,
      clientName: 'test',
      logger: silentLogger(),
    });
    const tallies = createTallies('quota', new Settler({ redis, everyMs: Infinity }), () => now);
    assert.equal(secondsLeftToday(now), 86_399);
    tallies('a').settle(0, 100);
    assert.equal(tallies('a').exceeds(1, 100), true);
    now += day;
    assert.equal(tallies('a').exceeds(100, 100), false);
    await redis.close();
  });
});
