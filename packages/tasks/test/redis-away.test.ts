import assert from 'node:assert/strict';
import { testRedis, type TestRedis } from '@feed/testkit/test-redis';
import { createKueConsumer, createKueProducer } from '../src/kue.js';
import { type Engine, testEngine } from './support/engine.js';
import { redisAdmin } from './support/redis-admin.js';
import { until } from '@feed/testkit/until';

describe('tasks without a dependable Redis', () => {
  let engine: Engine, redis: TestRedis, closeWakeup: () => Promise<void>;
  beforeEach(async () => {
    redis = await testRedis();
    const options = { redisUrl: redis.url, clientName: 'test', onError: () => undefined };
    const producer = createKueProducer({ ...options, hintIntervalMs: 20 });
    const consumer = createKueConsumer(options);
    closeWakeup = async () => void (await Promise.all([producer.close(), consumer.close()]));
    engine = await testEngine({ hint: producer.hint, listen: consumer.listen, close: closeWakeup });
  });
  afterEach(async () => {
    await engine.close();
    await redis.stop();
  });
  const add = (count: number) => Promise.all(Array.from({ length: count }, () => engine.add()));
  const allOnce = async (ids: readonly string[]) => {
    for (const id of ids) await until('it is done', async () => (await engine.task(id)).state === 'done');
    for (const id of ids) assert.equal(await engine.effects(id), 1);
  };

  it('runs them while Redis is away, and after it is back', async () => {
    await redis.kill();
    await engine.runner().start();
    const away = await add(10);
    await allOnce(away);
    await redis.start();
    await allOnce(await add(10));
  });

  it('loses none to a FLUSHALL or to a Redis that is killed', async () => {
    await engine.runner().start();
    const ids = await add(10);
    const admin = await redisAdmin(redis.url);
    for (let n = 0; n < 4; n += 1) {
      await admin.command('FLUSHALL');
      ids.push(...(await add(5)));
    }
    await admin.close();
    await redis.kill();
    ids.push(...(await add(10)));
    await redis.start();
    ids.push(...(await add(10)));
    await allOnce(ids);
  });
});
