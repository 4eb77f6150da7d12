import assert from 'node:assert/strict';
import { once } from 'node:events';
import { openRedis, type Redis } from '../../src/redis/redis.js';
import { silentLogger } from '@feed/testkit/silent-logger';
import { redisReady } from '@feed/testkit/redis-ready';
import { testRedis, type TestRedis } from '@feed/testkit/test-redis';

const unavailable = { code: 'UNAVAILABLE' };

describe('redis', () => {
  let server: TestRedis;
  let redis: Redis;
  const states: boolean[] = [];
  before(async () => {
    server = await testRedis();
    redis = openRedis({
      url: server.url,
      timeoutMs: 150,
      clientName: 'test',
      logger: silentLogger(),
      events: { connected: (up) => states.push(up) },
    });
    await redisReady(redis);
  });
  after(async () => {
    await redis.close();
    await server.stop();
  });

  it('runs commands', async () => {
    await redis.run((client) => client.set('a', 'b'));
    assert.equal(await redis.run((client) => client.get('a')), 'b');
  });

  it('rejects with a code when Redis rejects a command', async () => {
    await assert.rejects(
      redis.run((client) => client.sendCommand(['NOPE'])),
      unavailable,
    );
  });

  it('gives up on a slow command', async () => {
    const slow = redis.run((client) => client.sendCommand(['BLPOP', 'nothing', '1']));
    await assert.rejects(slow, unavailable);
  });

  it('fails immediately while Redis is away, and reconnects by itself', async () => {
    const gone = once(redis.client, 'error');
    await server.kill();
    await gone;
    await assert.rejects(
      redis.run((client) => client.get('a')),
      unavailable,
    );
    await server.start();
    await redisReady(redis);
    assert.equal(await redis.run((client) => client.get('a')), null);
    assert.deepEqual(states, [true, false, true]);
  });

  it('starts and closes without a Redis', async () => {
    const nowhere = openRedis({
      url: 'redis://127.0.0.1:1',
      timeoutMs: 150,
      clientName: 'test',
      logger: silentLogger(),
    });
    await assert.rejects(
      nowhere.run((client) => client.ping()),
      unavailable,
    );
    await nowhere.close();
  });
});
