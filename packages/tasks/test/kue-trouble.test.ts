import assert from 'node:assert/strict';
import { testRedis, type TestRedis } from '@feed/testkit/test-redis';
import { until } from '@feed/testkit/until';
import { createKueConsumer, createKueProducer } from '../src/kue.js';
import type { Hint, WakeupConsumer, WakeupProducer } from '../src/wakeup.js';
import { redisAdmin, type RedisAdmin } from './support/redis-admin.js';

const hint: Hint = { kind: 'events' };

interface Trouble {
  begin: string;
  end: string;
}

/** Commands that make Redis answer with errors, and that take this back. */
const troubles: Readonly<Record<string, Trouble>> = {
  'asks for a password (NOAUTH)': {
    begin: 'CONFIG SET requirepass x',
    end: 'CONFIG SET requirepass secret',
  },
  'has become a replica (READONLY)': { begin: 'REPLICAOF 127.0.0.1 1', end: 'REPLICAOF NO ONE' },
  'has too many clients': { begin: 'CONFIG SET maxclients 1', end: 'CONFIG SET maxclients 30' },
  'allows no blocking (NOPERM)': { begin: 'ACL SETUSER default -blpop', end: 'ACL SETUSER default +blpop' },
  'allows nothing (NOPERM)': {
    begin: 'ACL SETUSER default -@all +acl +client|list',
    end: 'ACL SETUSER default +@all',
  },
  'has no memory (OOM)': { begin: 'CONFIG SET maxmemory 1', end: 'CONFIG SET maxmemory 0' },
  'accepts no writes (NOREPLICAS)': {
    begin: 'CONFIG SET min-replicas-to-write 1',
    end: 'CONFIG SET min-replicas-to-write 0',
  },
};

describe('Kue and a Redis in trouble', () => {
  let redis: TestRedis, admin: RedisAdmin, producer: WakeupProducer, consumer: WakeupConsumer;
  let heard: Hint[], errors: unknown[], uncaught: unknown[];
  const remember = (error: unknown) => void uncaught.push(error);
  before(() => process.on('uncaughtException', remember));
  after(() => process.off('uncaughtException', remember));

  beforeEach(async () => {
    [heard, errors, uncaught] = [[], [], []];
    redis = await testRedis();
    admin = await redisAdmin(redis.url);
    await command('CONFIG SET requirepass secret');
    await command('CONFIG SET repl-timeout 1');
    const redisUrl = redis.url.replace('//', '//:secret@');
    const onError = (error: unknown) => void errors.push(error);
    producer = createKueProducer({ redisUrl, clientName: 'producer', hintIntervalMs: 0, onError });
    consumer = createKueConsumer({ redisUrl, clientName: 'consumer', onError });
    consumer.listen((received) => heard.push(received));
    await wakes();
  });
  afterEach(async () => {
    await Promise.all([producer.close(), consumer.close(), admin.close()]);
    await redis.stop();
    assert.deepEqual(uncaught, []);
  });

  const command = (words: string) => admin.command(...words.split(' '));
  const wakes = async () => {
    heard.length = 0;
    await until('a hint wakes the worker', async () => {
      if (heard.length === 0) await producer.hint(hint);
      return heard.length > 0;
    });
    heard.length = 0;
  };

  for (const [what, { begin, end }] of Object.entries(troubles))
    for (const kill of [true, false])
      it(`are over soon after it ${what}${kill ? ', with new connections' : ''}`, async () => {
        await command(begin);
        if (kill) await command('CLIENT KILL TYPE normal SKIPME yes').catch(() => undefined);
        await until('a hint fails', async () => {
          await producer.hint(hint);
          return errors.length > 0;
        });
        assert.ok(errors.length < 30, `${errors.length} errors`);
        await command(end);
        await until('the worker is woken without another hint', () => heard.length > 0, { ms: 5_000 });
        await wakes();
      });

  it('are over when it answers again, for a hint that was sent meanwhile', async () => {
    await admin.settled();
    errors.length = 0;
    process.kill(redis.pid, 'SIGSTOP');
    for (let n = 0; n < 5; n += 1) await producer.hint(hint);
    const failed = errors.length;
    process.kill(redis.pid, 'SIGCONT');
    assert.equal(failed, 1, 'only one hint waits for a server that does not answer');
    await until('the worker is woken without another hint', () => heard.length > 0);
    await wakes();
  });

  it('leave their names in the list of clients', async () => {
    const clients = await admin.clients();
    assert.ok(clients.some((line) => line.includes(' name=producer ')));
    assert.ok(clients.some((line) => line.includes(' name=consumer ') && line.includes(' cmd=blpop ')));
  });
});
