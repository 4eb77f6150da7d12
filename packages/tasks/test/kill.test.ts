import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { record } from '@feed/events/record';
import { statement } from '@feed/store/postgres/statement';
import { patience } from '@feed/testkit/patience';
import { testRedis, type TestRedis } from '@feed/testkit/test-redis';
import { enqueue } from '../src/enqueue.js';
import { createKueProducer } from '../src/kue.js';
import { createMemoryWakeup } from '../src/memory-wakeup.js';
import { welcomeMail } from './support/effects.js';
import { type Engine, testEngine } from './support/engine.js';
import { until } from '@feed/testkit/until';

const total = Number(process.env['KILL_TEST_TASKS'] ?? 150);
const kills = Number(process.env['KILL_TEST_KILLS'] ?? 3);
const batch = 20;
const patienceMs = 15_000 + total * 40;

const counts = statement<{ done: number; dead: number; retaken: number }>(
  'test.counts',
  `SELECT count(*) FILTER (WHERE state = 'done')::int AS done, count(*) FILTER (WHERE state = 'dead')::int AS dead,
     count(*) FILTER (WHERE attempts > 1)::int AS retaken FROM tasks WHERE kind = 'welcome-mail'`,
);
const clear = statement('test.clear', 'TRUNCATE tasks, events, effects');
const dispatched = statement<{ tasks: number; events: number; waiting: number }>(
  'test.dispatched',
  `SELECT (SELECT count(*)::int FROM tasks WHERE payload ? 'eventId') AS tasks,
     (SELECT count(DISTINCT payload->>'eventId')::int FROM tasks) AS events,
     (SELECT count(*)::int FROM events WHERE dispatched_at IS NULL) AS waiting`,
);
const effects = statement<{ tasks: number; all: number }>(
  'test.effects',
  'SELECT count(DISTINCT task_id)::int AS tasks, count(*)::int AS all FROM effects',
);
const workerFile = new URL('support/worker-process.ts', import.meta.url).pathname;

describe('a worker that is killed again and again', function () {
  this.timeout(patience(patienceMs + 60_000));
  let engine: Engine, redis: TestRedis;
  const workers: ChildProcess[] = [];
  before(async () => {
    redis = await testRedis();
    const producer = createKueProducer({
      redisUrl: redis.url,
      clientName: 'test',
      hintIntervalMs: 50,
      onError: () => undefined,
    });
    engine = await testEngine({ ...createMemoryWakeup(), ...producer });
  });
  after(async () => {
    for (const worker of workers) worker.kill('SIGKILL');
    await engine.close();
    await redis.stop();
  });

  beforeEach(() => engine.server.openOwner().query(clear));
  const start = (): ChildProcess => {
    const { DATABASE_URL, DATABASE_POOLER } = engine.server.env;
    const args = [workerFile, DATABASE_URL, DATABASE_POOLER, redis.url];
    const worker = spawn(process.execPath, args, { stdio: 'inherit' });
    workers.push(worker);
    return worker;
  };
  const read = async () => (await engine.database.query(counts))[0] ?? { done: 0, dead: 0, retaken: 0 };
  const enqueueAll = async () => {
    const ids: string[] = [];
    while (ids.length < total)
      await engine.database.transaction(async (tx) => {
        for (let n = 0; n < batch && ids.length < total; n += 1)
          ids.push(await enqueue(tx, welcomeMail, { userId: '42' }));
      });
    return ids;
  };
  const end = async (worker: ChildProcess, signal: NodeJS.Signals) => {
    const exited = once(worker, 'exit');
    worker.kill(signal);
    return (await exited) as [number | null, NodeJS.Signals | null];
  };

  it(`does ${total} tasks once each over ${kills} kills, and ends by itself when asked to`, async () => {
    const ids = await enqueueAll();
    let worker = start();
    for (let n = 1; n <= kills; n += 1) {
      const enough = (total * n) / (kills + 2);
      await until(`${enough} are done`, async () => (await read()).done >= enough, { ms: patienceMs });
      assert.deepEqual(await end(worker, 'SIGKILL'), [null, 'SIGKILL']);
      worker = start();
    }
    await until('all are done', async () => (await read()).done === total, { ms: patienceMs });
    const { dead, retaken } = await read();
    assert.equal(dead, 0);
    assert.ok(retaken > 0, 'no kill has hit a running task');
    assert.deepEqual(await engine.database.query(effects), [{ tasks: ids.length, all: ids.length }]);
    assert.deepEqual(await end(worker, 'SIGTERM'), [0, null]);
  });

  it(`makes one task of each of ${total} events while workers that dispatch are killed`, async () => {
    const all = [start(), start()];
    let recorded = 0;
    const recordUpTo = async (goal: number) => {
      for (; recorded < goal; recorded += 1)
        await engine.database.transaction((tx) =>
          record(tx, { kind: 'user.registered', payload: { userId: '42' } }),
        );
    };
    for (let n = 1; n <= kills; n += 1) {
      const { done } = await read();
      const recording = recordUpTo((total * n) / kills);
      await until('some are dispatched and done', async () => (await read()).done > done, { ms: patienceMs });
      const victim = all.shift();
      if (victim) await end(victim, 'SIGKILL');
      all.push(start());
      await recording;
    }
    await until('all are done', async () => (await read()).done === recorded, { ms: patienceMs });
    const exactly = { tasks: recorded, events: recorded, waiting: 0 };
    assert.deepEqual(await engine.database.query(dispatched), [exactly]);
    assert.deepEqual(await engine.database.query(effects), [{ tasks: recorded, all: recorded }]);
  });
});
