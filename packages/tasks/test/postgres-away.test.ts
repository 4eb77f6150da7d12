import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { statement } from '@feed/store/postgres/statement';
import { leaveEffect } from './support/effects.js';
import { type Engine, testEngine } from './support/engine.js';
import { until } from '@feed/testkit/until';

const cut = statement<{ cut: number }>(
  'test.cut',
  `SELECT count(pg_terminate_backend(pid))::int AS cut FROM pg_stat_activity
   WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE '%effects%'`,
);

describe('tasks while Postgres comes and goes', () => {
  let engine: Engine;
  before(async () => {
    engine = await testEngine();
  });
  after(() => engine.close());

  it('continue, and take effect once, after connections were cut in the middle of transactions', async () => {
    const cutter = engine.server.open({ poolMax: 1, url: engine.server.url, pooler: 'none' });
    const ids = await Promise.all(Array.from({ length: 12 }, () => engine.add()));
    let started = 0;
    const welcome: typeof leaveEffect = async (payload, run) => {
      await leaveEffect(payload, run);
      started += 1;
      await sleep(100);
    };
    const outcomes = new Set<string>();
    const events = { finished: ({ outcome }: { outcome: string }) => void outcomes.add(outcome) };
    await engine.runner({ welcome, leaseSeconds: 1, events }).start();
    for (let n = 1; n <= 3; n += 1) {
      const before = started;
      await until('a task runs', () => started > before);
      const [row] = await cutter.query(cut);
      assert.ok((row?.cut ?? 0) > 0, 'nothing was cut');
    }
    for (const id of ids) await until('it is done', async () => (await engine.task(id)).state === 'done');
    for (const id of ids) assert.equal(await engine.effects(id), 1);
    assert.ok(outcomes.has('retry') || outcomes.has('lost_lease'), [...outcomes].join());
  });
});
