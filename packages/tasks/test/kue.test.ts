import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { testRedis, type TestRedis } from '@feed/testkit/test-redis';
import { createKueConsumer, createKueProducer } from '../src/kue.js';
import type { Hint, WakeupConsumer, WakeupProducer } from '../src/wakeup.js';
import { redisAdmin, type RedisAdmin } from './support/redis-admin.js';
import { until } from '@feed/testkit/until';

const hint: Hint = { kind: 'events' };
const evil = '(globalThis.evaluated = true)';

describe('Kue', () => {
  let redis: TestRedis, admin: RedisAdmin, producer: WakeupProducer, consumer: WakeupConsumer;
  let heard: Hint[], errors: unknown[], uncaught: unknown[];
  const remember = (error: unknown) => void uncaught.push(error);

  before(() => process.on('uncaughtException', remember));
  after(() => process.off('uncaughtException', remember));
  beforeEach(async () => {
    [heard, errors, uncaught] = [[], [], []];
    redis = await testRedis();
    admin = await redisAdmin(redis.url);
  });
  afterEach(async () => {
    await Promise.all([producer.close(), consumer.close(), admin.close()]);
    await redis.stop();
    assert.deepEqual(uncaught, []);
  });

  const connect = async (redisUrl = redis.url) => {
    const onError = (error: unknown) => void errors.push(error);
    producer = createKueProducer({ redisUrl, clientName: 'producer', hintIntervalMs: 0, onError });
    consumer = createKueConsumer({ redisUrl, clientName: 'consumer', onError });
    consumer.listen((received) => heard.push(received));
  };
  /** A hint that is sent while a connection is being restored may be lost: the next one is not. */
  const wakes = async () => {
    heard.length = 0;
    await until('a hint wakes the worker', async () => {
      if (heard.length === 0) await producer.hint(hint);
      return heard.length > 0;
    });
  };
  const plant = async (fields: Record<string, string>) => {
    await admin.command('HSET', 'q:job:1', 'type', 'wake', ...Object.entries(fields).flat());
    await admin.command('ZADD', 'q:jobs:wake:inactive', '0', '01|1');
    await admin.command('LPUSH', 'q:wake:jobs', '1');
  };

  it('needs few connections and, when idle, no commands', async () => {
    await connect();
    await wakes();
    await admin.settled();
    await admin.command('CONFIG', 'RESETSTAT');
    await sleep(2_000);
    assert.deepEqual(await admin.calls(), {});
    assert.ok((await admin.clients()).length <= 5, `${(await admin.clients()).length} connections`);
  });

  it('spends at most 60 commands on a hint, and leaves no job behind', async () => {
    await connect();
    await wakes();
    await admin.settled();
    await admin.command('CONFIG', 'RESETSTAT');
    heard.length = 0;
    await producer.hint(hint);
    await until('the hint arrives', () => heard.length > 0);
    await admin.settled();
    const calls = Object.values(await admin.calls()).reduce((sum, count) => sum + count, 0);
    assert.ok(calls > 0 && calls <= 60, `${calls} commands`);
    const keys = (await admin.command('KEYS', '*')) as string[];
    assert.deepEqual(keys.toSorted(), ['q:ids', 'q:job:types', 'q:stats:work-time']);
  });

  it('starts without Redis, and works once Redis is available', async () => {
    await redis.kill();
    await connect();
    await producer.hint(hint);
    assert.ok(errors.length > 0);
    await redis.start();
    await wakes();
  });

  it('works again after a restart, a FLUSHALL and cut connections', async () => {
    await connect();
    await wakes();
    await redis.kill();
    await producer.hint(hint);
    await redis.start();
    await wakes();
    await until('the administration is back', () =>
      admin.command('FLUSHALL').then(
        () => true,
        () => false,
      ),
    );
    await wakes();
    await admin.command('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    await wakes();
  });

  it('lets no caller wait for a Redis that does not respond', async () => {
    await connect();
    await wakes();
    await admin.settled();
    process.kill(redis.pid, 'SIGSTOP');
    const started = performance.now();
    await producer.hint(hint);
    const took = performance.now() - started;
    process.kill(redis.pid, 'SIGCONT');
    assert.ok(took < 1_000, `${took} ms`);
    assert.match(String(errors.at(-1)), /too long/);
    await wakes();
  });

  it('never runs code from a job', async () => {
    await connect();
    await wakes();
    heard.length = 0;
    await plant({ backoff: evil, data: JSON.stringify(hint) });
    await until('the planted job arrives', () => heard.length > 0);
    assert.equal('evaluated' in globalThis, false);
  });

  it('accepts as a hint only what looks like one', async () => {
    await connect();
    await wakes();
    heard.length = 0;
    const texts = ['null', '[]', '{"taskId": "1", "kind": 5}', '{"taskId": "1", "kind": "x;"}', '{broken'];
    for (const data of [...texts, '{"taskId": "1", "kind": "__proto__"}']) {
      await plant({ data });
      await until('it is taken', async () => (await admin.command('LLEN', 'q:wake:jobs')) === 0);
    }
    await wakes();
    assert.deepEqual(heard, [hint]);
  });

  it("survives nonsense on Kue's channel of events", async () => {
    await connect();
    await wakes();
    for (const message of ['not json', '{}', 'null']) await admin.command('PUBLISH', 'q:events', message);
    await wakes();
  });

  it('pauses after an error from Redis, and continues when it is over', async () => {
    await admin.command('SET', 'q:wake:jobs', 'not a list');
    await connect();
    await until('an error', () => errors.length > 0);
    await sleep(500);
    assert.ok(errors.length < 5, `${errors.length} errors`);
    await admin.command('DEL', 'q:wake:jobs');
    await wakes();
  });

  it('pauses when its password is wrong', async () => {
    await admin.command('CONFIG', 'SET', 'requirepass', 'secret');
    await connect(redis.url.replace('//', '//:wrong@'));
    await sleep(500);
    await producer.hint(hint);
    assert.ok(errors.length > 0 && errors.length < 20, `${errors.length} errors`);
    assert.equal(
      errors.map(String).some((text) => text.includes('wrong@')),
      false,
    );
  });
});
