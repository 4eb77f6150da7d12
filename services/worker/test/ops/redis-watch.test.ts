import assert from 'node:assert/strict';
import { statement, type Database } from '@feed/store/postgres/database';
import { openRedis, type Redis } from '@feed/store/redis/redis';
import { createLogger } from '@feed/platform/logger';
import { silentLogger } from '@feed/testkit/silent-logger';
import { type TestDatabase, testDatabase } from '@feed/testkit/test-database';
import { type TestRedis, testRedis } from '@feed/testkit/test-redis';
import { watchRedis } from '../../src/ops/redis-watch.js';
import { until } from '@feed/testkit/until';

const epoch = statement<{ epoch: string }>('test.epoch', 'SELECT epoch FROM feed_state');
const hide = statement<never>('test.hide', 'ALTER TABLE feed_state RENAME TO hidden');
const show = statement<never>('test.show', 'ALTER TABLE hidden RENAME TO feed_state');

describe('watching Redis', () => {
  let server: TestDatabase, database: Database, redisServer: TestRedis, redis: Redis, stop: () => void;
  const lines: { msg: string; policy?: string }[] = [];
  const count = (text: string) => lines.filter(({ msg }) => msg.includes(text)).length;
  const currentEpoch = async () => (await database.query(epoch))[0]?.epoch;

  before(async () => {
    const args = ['--maxmemory-policy', 'allkeys-lru'];
    [server, redisServer] = await Promise.all([testDatabase(), testRedis({ args })]);
    database = server.open();
    const url = redisServer.url;
    redis = openRedis({ url, timeoutMs: 1000, clientName: 'test', logger: silentLogger() });
    const destination = { write: (line: string) => void lines.push(JSON.parse(line)) };
    const logger = createLogger({ service: 'test', level: 'info', version: '0', destination });
    stop = watchRedis({ redis, database, logger, retryMs: 50 });
  });
  after(async () => {
    stop();
    await redis.close();
    await Promise.all([redisServer.stop(), server.drop()]);
  });

  it('makes all timelines stale for a new server, and warns when it may evict hints', async () => {
    await until('the warning', () => count('may evict') === 1);
    assert.equal(lines.find(({ policy }) => policy)?.policy, 'allkeys-lru');
    assert.equal(await currentEpoch(), '2');
  });

  it('leaves them alone when only the connection was lost', async () => {
    await redis.client
      .sendCommand(['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'no'])
      .catch(() => undefined);
    await until('the second check', () => count('may evict') === 2);
    assert.equal(await currentEpoch(), '2');
  });

  it('records a restart as soon as Postgres is available', async () => {
    await server.openOwner().query(hide);
    await redisServer.kill();
    await redisServer.start();
    await until('a failure', () => count('cannot be recorded yet') > 0);
    await server.openOwner().query(show);
    await until('the third check', () => count('may evict') === 3);
    assert.equal(await currentEpoch(), '3');
    assert.equal(count('timelines are rebuilt'), 2);
  });
});
