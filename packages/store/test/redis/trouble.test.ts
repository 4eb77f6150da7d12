import assert from 'node:assert/strict';
import { createLogger } from '@feed/platform/logger';
import { openRedis, type Redis } from '../../src/redis/redis.js';
import { silentLogger } from '@feed/testkit/silent-logger';
import { patience } from '@feed/testkit/patience';
import { redisReady } from '@feed/testkit/redis-ready';
import { testRedis, type TestRedis } from '@feed/testkit/test-redis';
import { until } from '@feed/testkit/until';

const unavailable = { code: 'UNAVAILABLE' };

describe('a Redis in trouble', () => {
  let server: TestRedis, redis: Redis, admin: Redis;
  let events: string[], lines: string[];

  beforeEach(async () => {
    [events, lines] = [[], []];
    server = await testRedis();
    const logger = createLogger({
      ...{ service: 'test', level: 'info', version: '0' },
      destination: { write: (line: string) => void lines.push(line) },
    });
    redis = openRedis({
      ...{ url: server.url, timeoutMs: patience(150), clientName: 'test', logger },
      events: {
        connected: (up) => events.push(up ? 'connected' : 'away'),
        breaker: (open) => events.push(open ? 'open' : 'closed'),
      },
    });
    const own = { url: server.url, timeoutMs: patience(5_000), clientName: 'admin', logger: silentLogger() };
    admin = openRedis(own);
    await Promise.all([redisReady(redis), redisReady(admin)]);
  });
  afterEach(async () => {
    await Promise.all([redis.close(), admin.close()]);
    await server.stop();
  });

  const command = (...words: string[]) => admin.run((client) => client.sendCommand(words));
  const set = () => redis.run((client) => client.set('a', 'b'));
  const works = () =>
    until('commands work', () =>
      set().then(
        () => true,
        () => false,
      ),
    );
  const connectionId = () => redis.run((client) => client.clientId());

  it('is sent no commands while it is stopped, and is used again when it continues', async () => {
    process.kill(server.pid, 'SIGSTOP');
    try {
      for (let n = 0; n < 3; n += 1) await assert.rejects(set(), { message: 'Redis is too slow' });
      await assert.rejects(set(), { ...unavailable, message: 'Redis cannot be reached' });
      assert.equal(redis.ready, false);
      await until('it is reported', () => events.includes('open'));
      assert.deepEqual(events, ['connected', 'open', 'away']);
    } finally {
      process.kill(server.pid, 'SIGCONT');
    }
    await works();
    assert.deepEqual(events, ['connected', 'open', 'away', 'closed', 'connected']);
    assert.equal(lines.length, 3);
    assert.equal(redis.ready, true);
  });

  it('gets a new connection when it stays silent for long', async () => {
    const url = server.url;
    const keepAlive = { pingMs: 100, idleMs: patience(500) };
    const own = { url, timeoutMs: patience(150), clientName: 'own', logger: silentLogger(), keepAlive };
    const short = openRedis(own);
    await redisReady(short);
    process.kill(server.pid, 'SIGSTOP');
    try {
      await until('the connection is given up', () => !short.client.isReady);
    } finally {
      process.kill(server.pid, 'SIGCONT');
    }
    await redisReady(short);
    await short.run((client) => client.ping());
    await short.close();
  });

  it('is not given up for commands that are slow one by one, or for a stalled event loop', async () => {
    const seconds = `${patience(170) / 1000}`;
    for (let n = 0; n < 4; n += 1) {
      const slow = redis.run((client) => client.sendCommand(['BLPOP', 'nothing', seconds]));
      await assert.rejects(slow, { message: 'Redis is too slow' });
      await works();
    }
    const stalled = Promise.allSettled(Array.from({ length: 5 }, set));
    for (const end = performance.now() + patience(200); performance.now() < end;);
    await stalled;
    await works();
    assert.deepEqual(events, ['connected']);
  });

  it('is used again when it takes back a password', async () => {
    await command('CONFIG', 'SET', 'requirepass', 'x');
    await command('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    await until('it is away', () => events.includes('away'));
    for (let n = 0; n < 5; n += 1) await assert.rejects(set(), unavailable);
    await command('CONFIG', 'SET', 'requirepass', '');
    await works();
  });

  it('gets a new connection when it became a replica, so that its name is resolved again', async () => {
    const before = await connectionId();
    await command('REPLICAOF', '127.0.0.1', '1');
    await assert.rejects(set(), unavailable);
    await until('another connection', async () => redis.ready && (await connectionId()) !== before);
    await command('REPLICAOF', 'NO', 'ONE');
    await works();
    assert.deepEqual(events, ['connected']);
  });

  it('is used again after errors that concern no connection', async () => {
    const before = await connectionId();
    await command('CONFIG', 'SET', 'maxmemory', '1');
    await assert.rejects(set(), unavailable);
    await command('CONFIG', 'SET', 'maxmemory', '0');
    await set();
    await command('ACL', 'SETUSER', 'default', '-set');
    await assert.rejects(set(), unavailable);
    await command('ACL', 'SETUSER', 'default', '+set');
    await set();
    assert.equal(await connectionId(), before);
  });

  it('is used again when it accepts connections again', async () => {
    await command('CONFIG', 'SET', 'maxclients', '1');
    await command('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    await until('it is away', () => events.includes('away'));
    await command('CONFIG', 'SET', 'maxclients', '20');
    await works();
  });
});
