import assert from 'node:assert/strict';
import { CodedError } from '@feed/platform/errors';
import { openRedis, type Redis } from '@feed/store/redis/redis';
import { redisReady } from '@feed/testkit/redis-ready';
import { silentLogger } from '@feed/testkit/silent-logger';
import { type TestRedis, testRedis } from '@feed/testkit/test-redis';
import { Settler } from '../../src/limits/settler.js';
import { createSharedRate, type SpendShared, unsettledPart } from '../../src/limits/shared-rate.js';

const limit = 40;

/** One process's part of a rate; it settles when the test says so. */
interface Replica {
  settler: Settler;
  spend: SpendShared;
}

/** Numbers that look random and are the same in every run. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('a rate that processes share', () => {
  let server: TestRedis;
  let redises: Redis[];
  const connect = (): Redis =>
    openRedis({ url: server.url, timeoutMs: 1000, clientName: 'test', logger: silentLogger() });
  const first = (): Redis => redises[0] as Redis;

  before(async () => {
    server = await testRedis();
    redises = [connect(), connect(), connect()];
    await Promise.all(redises.map(redisReady));
  });
  after(async () => {
    await Promise.all(redises.map((redis) => redis.close()));
    await server.stop();
  });
  beforeEach(() => first().run((c) => c.flushAll()));

  const replica = (redis = first(), now?: () => number): Replica => {
    const settler = new Settler({ redis, everyMs: Infinity });
    return { settler, spend: createSharedRate({ name: 'x', limit, settler, ...(now && { now }) }) };
  };
  const inRedis = async (key = 'a') => Number(await first().run((c) => c.get(`rl:x:${key}`)));
  /** @returns how many of `count` uses at the same time were allowed */
  const burst = async ({ spend }: Replica, count: number, key = 'a'): Promise<number> => {
    const waits = await Promise.all(Array.from({ length: count }, async () => spend(key)));
    return waits.filter((seconds) => seconds === 0).length;
  };

  it('allows exactly the limit in one process', async () => {
    assert.equal(await burst(replica(), 3 * limit), limit);
    const other = replica();
    let allowed = 0;
    for (let i = 0; i < 2 * limit; i += 1) allowed += await burst(other, 1, 'b');
    assert.equal(allowed, limit);
  });

  it('reaches the bound when the others have not settled, and does not exceed it', async () => {
    const [one, two, three] = redises.map((redis) => replica(redis)) as [Replica, Replica, Replica];
    const tenth = unsettledPart(limit);
    assert.deepEqual([await burst(two, tenth), await burst(three, tenth)], [tenth, tenth]);
    assert.equal(await burst(one, 2 * limit), limit);
    assert.deepEqual([await burst(two, limit), await burst(three, limit)], [0, 0]);
  });

  it('is exact for processes that know that half of the limit is used', async () => {
    const [one, two, three] = redises.map((redis) => replica(redis)) as [Replica, Replica, Replica];
    let allowed = 0;
    for (const [from, count] of [
      [one, 30],
      [two, 1],
      [three, 1],
      [one, 1],
    ] as const) {
      allowed += await burst(from, count);
      await from.settler.settle();
    }
    for (let i = 0; i < 3; i += 1) for (const from of [one, two, three]) allowed += await burst(from, 2);
    assert.equal(allowed, limit);
  });

  it('allows at most the bound and refuses nothing before the limit, in any order of uses and settlements', async () => {
    for (let run = 0; run < 40; run += 1) {
      const key = `run${run}`;
      const random = randomNumbers(run + 1);
      const count = 2 + random(2);
      const replicas = redises.slice(0, count).map((redis) => replica(redis));
      let allowed = 0;
      let tried = 0;
      const under: Promise<unknown>[] = [];
      while (tried < 2 * limit) {
        const chosen = replicas[random(count)] as Replica;
        if (random(4) === 0) under.push(chosen.settler.settle());
        else {
          const uses = 1 + random(3);
          tried += uses;
          under.push(
            burst(chosen, uses, key).then((some) => {
              allowed += some;
              assert.ok(some === uses || tried > limit, `run ${run}: refused too early`);
            }),
          );
        }
        if (random(3) === 0) await Promise.all(under.splice(0));
      }
      await Promise.all(under);
      const bound = limit + (count - 1) * unsettledPart(limit);
      assert.ok(allowed >= limit && allowed <= bound, `run ${run}: ${allowed} of ${bound}`);
      await Promise.all(replicas.map(({ settler }) => settler.settle()));
      assert.equal(await inRedis(key), tried, `run ${run}`);
    }
  });

  it('decides a small limit exactly', async () => {
    const spend = redises.map((redis) => {
      const settler = new Settler({ redis, everyMs: Infinity });
      return createSharedRate({ name: 'small', limit: 9, settler });
    });
    let allowed = 0;
    for (let i = 0; i < 30; i += 1) if ((await spend[i % 3]?.('a')) === 0) allowed += 1;
    assert.equal(allowed, 9);
  });

  it('starts again when the window in Redis ends', async () => {
    const one = replica();
    assert.equal(await burst(one, limit + 1), limit);
    await first().run((c) => c.pExpire('rl:x:a', 0));
    assert.equal(await burst(one, 1), 0);
    await one.settler.settle();
    assert.equal(await burst(one, 1), 1);
  });

  it('starts again after a minute by its own clock, before Redis is asked', async () => {
    let now = 1_000;
    const one = replica(first(), () => now);
    assert.equal(await burst(one, limit + 1), limit);
    now += 60_000;
    assert.equal(await burst(one, 1), 1);
  });

  it('sends many keys in commands of bounded size', async () => {
    const one = replica();
    const sizes: number[] = [];
    for (let i = 0; i < 1000; i += 1) await one.spend(`key${i}`);
    const { client } = first();
    const { sendCommand } = client;
    client.sendCommand = ((command: string[], ...rest: []) => {
      sizes.push(Number(command[2]));
      return sendCommand.call(client, command, ...rest);
    }) as typeof sendCommand;
    await one.settler.settle();
    client.sendCommand = sendCommand;
    assert.deepEqual([sizes.length, Math.max(...sizes)], [8, 129]);
    for (const key of ['key0', 'key999']) assert.equal(await inRedis(key), 1);
  });

  it('takes a key that holds no counter for one that is counted here', async () => {
    await first().run((c) => c.hSet('rl:x:a', 'field', 'value'));
    const one = replica();
    await one.spend('b');
    assert.equal(await burst(one, 2 * limit), limit);
    await one.settler.settle();
    assert.deepEqual([await inRedis('b'), one.settler.alone], [1, false]);
  });

  describe('when Redis fails', () => {
    const away = (): Promise<never> => Promise.reject(new CodedError('UNAVAILABLE', 'away'));
    /** A connection whose commands fail, before or after Redis has executed them, while `failing` says so. */
    const flaky = (failing: () => false | 'before' | 'after'): Redis => {
      const redis = first();
      return {
        client: redis.client,
        ready: true,
        close: () => Promise.resolve(),
        run: async (work) => {
          const when = failing();
          if (when === 'before') return away();
          const reply = await redis.run(work);
          return when === 'after' ? away() : reply;
        },
      };
    };

    for (const when of ['before', 'after'] as const) {
      it(`${when} it has executed a command, nothing is lost or counted twice`, async () => {
        let failing: false | typeof when = when;
        const one = replica(flaky(() => failing));
        assert.equal(await burst(one, 3), 3);
        for (let i = 0; i < 3; i += 1) {
          await one.settler.settle();
          assert.equal(one.settler.alone, true);
          await one.spend('a');
        }
        failing = false;
        await one.settler.settle();
        assert.deepEqual([await inRedis(), one.settler.alone], [6, false]);
      });
    }

    it('each process counts alone, to the limit, without asking again', async () => {
      let asked = 0;
      const one = replica(
        flaky(() => {
          asked += 1;
          return 'before';
        }),
      );
      assert.equal(await burst(one, 2 * limit), limit);
      assert.equal(await burst(one, limit), 0);
      assert.equal(asked, 1);
    });

    it('for longer than a window, what was counted before that ends with it', async () => {
      let now = 1_000;
      let failing: false | 'before' = 'before';
      const one = replica(
        flaky(() => failing),
        () => now,
      );
      await burst(one, limit);
      await burst(one, limit, 'idle');
      for (const after of [60_000, 2_000]) {
        now += after;
        assert.equal(await burst(one, 1), 1);
      }
      failing = false;
      await one.settler.settle();
      await one.settler.settle();
      assert.deepEqual([await inRedis(), await inRedis('idle')], [2, 0]);
    });
  });
});
