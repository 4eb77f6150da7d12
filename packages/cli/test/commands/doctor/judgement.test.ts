import assert from 'node:assert/strict';
import { checkClock } from '../../../src/commands/doctor/clock.js';
import { judgeFacts, type PostgresFacts } from '../../../src/commands/doctor/postgres.js';
import { judgeInfo } from '../../../src/commands/doctor/redis.js';

const facts: PostgresFacts = {
  version: 180_000,
  read_only: false,
  standby: false,
  letter_case: true,
  bytes: 8e6,
  max_connections: 60,
  reserved: 3,
  connections: 10,
  statement_timeout_ms: 5_000,
  role: 'feed',
};
const info = {
  redis_version: '7.0.15',
  role: 'master',
  used_memory: '1000000',
  maxmemory: '30000000',
  maxmemory_policy: 'noeviction',
  connected_clients: '4',
  rdb_last_bgsave_status: 'ok',
};

describe('the findings of feedctl doctor', () => {
  const postgres = (given: Partial<PostgresFacts>, pooled = false) =>
    judgeFacts({ ...facts, ...given }, pooled)
      .filter(({ level }) => level !== 'ok')
      .map(({ check, level }) => `${level} ${check}`);
  const redis = (given: Partial<typeof info>) => {
    const fields: Record<string, string> = { ...info, ...given };
    return judgeInfo((name) => fields[name] ?? '')
      .filter(({ level }) => level !== 'ok')
      .map(({ check, level }) => `${level} ${check}`);
  };

  it('follow from the facts of Postgres', () => {
    assert.deepEqual(postgres({}), []);
    assert.deepEqual(postgres({ version: 150_000 }), []);
    assert.deepEqual(postgres({ version: 140_012 }), ['fail postgres version']);
    assert.deepEqual(postgres({ version: 190_000 }), ['warn postgres version']);
    assert.deepEqual(postgres({ standby: true, read_only: true }), ['fail writes']);
    assert.deepEqual(postgres({ letter_case: false }), ['warn letter case']);
    assert.deepEqual(postgres({ bytes: 399e6 }), []);
    assert.deepEqual(postgres({ bytes: 400e6 }), ['warn database size']);
    assert.deepEqual(postgres({ bytes: 500e6 }), ['fail database size']);
    assert.deepEqual(postgres({ connections: 46 }), ['warn connections']);
    assert.deepEqual(postgres({ statement_timeout_ms: 0 }), []);
    assert.deepEqual(postgres({ statement_timeout_ms: 0 }, true), ['warn statement timeout']);
  });

  it('follow from the facts of Redis', () => {
    assert.deepEqual(redis({}), []);
    for (const version of ['6.2.0', '7.4.1', '8.0.0'])
      assert.deepEqual(redis({ redis_version: version }), []);
    for (const version of ['6.0.16', '5.9.9', ''])
      assert.deepEqual(redis({ redis_version: version }), ['fail redis version']);
    assert.deepEqual(redis({ role: 'slave' }), ['fail redis writes']);
    assert.deepEqual(redis({ used_memory: '24000000' }), ['warn redis memory']);
    assert.deepEqual(redis({ maxmemory: '0' }), ['warn redis memory']);
    assert.deepEqual(redis({ maxmemory_policy: 'allkeys-lfu' }), ['warn redis eviction']);
    assert.deepEqual(redis({ maxmemory_policy: 'volatile-lru' }), []);
    assert.deepEqual(redis({ connected_clients: '25' }), ['warn redis clients']);
    assert.deepEqual(redis({ rdb_last_bgsave_status: 'err' }), ['fail redis persistence']);
  });

  it('follow from clocks that differ, in either direction', async () => {
    const level = async (skewMs: number) =>
      (await checkClock('postgres', async () => Date.now() + skewMs)).level;
    assert.deepEqual(await Promise.all([0, 1_000, -1_000].map(level)), ['ok', 'ok', 'ok']);
    assert.deepEqual(await Promise.all([5_000, -5_000].map(level)), ['warn', 'warn']);
    assert.deepEqual(await Promise.all([90_000, -90_000].map(level)), ['fail', 'fail']);
    assert.match((await checkClock('redis', async () => Date.now() - 5_000)).found, /^5\.0\d s behind/);
  });
});
