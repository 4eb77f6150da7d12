import { testRedis, type TestRedis } from '@feed/testkit/test-redis';
import { createKueConsumer, createKueProducer } from '../src/kue.js';
import { createMemoryWakeup } from '../src/memory-wakeup.js';
import { redisAdmin, type RedisAdmin } from './support/redis-admin.js';
import { until } from '@feed/testkit/until';
import { wakeupConformance } from './wakeup-conformance.js';

wakeupConformance('in-memory', async (hintIntervalMs) => {
  const wakeup = createMemoryWakeup({ hintIntervalMs });
  return { producer: wakeup, consumer: wakeup, settled: async () => undefined };
});

describe('with Redis', () => {
  let redis: TestRedis;
  let admin: RedisAdmin;
  let database = 0;
  before(async () => {
    redis = await testRedis({ args: ['--databases', '64'] });
    admin = await redisAdmin(redis.url);
  });
  after(async () => {
    await admin.close();
    await redis.stop();
  });

  wakeupConformance('Kue', async (hintIntervalMs) => {
    database += 1;
    const options = { clientName: 'test', redisUrl: `${redis.url}/${database}`, onError: () => undefined };
    const ends = {
      producer: createKueProducer({ ...options, hintIntervalMs }),
      consumer: createKueConsumer(options),
      settled: admin.settled,
    };
    const connected = async () =>
      (await admin.clients()).filter((line) => line.includes(` db=${database} `)).length === 2;
    await until('both ends are connected', connected);
    return ends;
  });
});
