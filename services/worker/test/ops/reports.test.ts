import assert from 'node:assert/strict';
import { statement } from '@feed/store/postgres/statement';
import { startReports } from '../../src/ops/reports.js';
import { until } from '@feed/testkit/until';
import { startTestWorker, type TestWorker } from '../support/worker.js';

const plant = statement<never>(
  'test.plant',
  `INSERT INTO tasks (kind, payload, state, run_after) VALUES
     ('welcome-mail', '{}', 'dead', now()), ('welcome-mail', '{}', 'dead', now()),
     ('a-newer-kind', '{}', 'pending', now() - interval '100 seconds')`,
);
const plantEvent = statement<never>(
  'test.plant_event',
  `INSERT INTO events (id, kind, payload) VALUES (next_id(now() - interval '500 s'), 'of.a-newer-release', '{}')`,
);
const plantKinds = statement<never>(
  'test.plant_kinds',
  `INSERT INTO tasks (kind, payload, state, run_after)
   SELECT 'kind' || n, '{}', 'dead', now() FROM generate_series(1, 3000) n`,
);
const hide = statement<never>('test.hide', 'ALTER TABLE tasks RENAME TO hidden');
const show = statement<never>('test.show', 'ALTER TABLE hidden RENAME TO tasks');

describe('the reports of the worker', () => {
  let worker: TestWorker, stop: () => void;
  before(async () => {
    worker = await startTestWorker();
    await worker.context.database.query(plant);
    stop = startReports(worker.context, { queueMs: 50, hostMs: 50 });
  });
  after(async () => {
    stop();
    await worker.stop();
  });

  it('count the queue by kind and state, and show how late it is', async () => {
    const age = await until('an age', async () => {
      const { taskqueue_oldest_pending_age_seconds: seconds } = await worker.samples(
        'taskqueue_oldest_pending_age_seconds',
      );
      return seconds;
    });
    assert.ok(age >= 100 && age < 200);
    const jobs = await worker.samples('taskqueue_jobs');
    assert.equal(jobs['taskqueue_jobs{queue="welcome-mail",state="dead"}'], 2);
    assert.equal(jobs['taskqueue_jobs{queue="fan-out-post",state="pending"}'], 0);
    assert.equal(jobs['taskqueue_jobs{queue="retention",state="pending"}'], 1);
    assert.equal(jobs['taskqueue_jobs{queue="other",state="pending"}'], 1);
    assert.equal(jobs['taskqueue_jobs{queue="events",state="pending"}'], 0);
  });

  it('count events that no worker has dispatched, and their age', async () => {
    await worker.context.database.query(plantEvent);
    await until('it is counted', async () => {
      const jobs = await worker.samples('taskqueue_jobs');
      return jobs['taskqueue_jobs{queue="events",state="pending"}'] === 1;
    });
    const name = 'taskqueue_oldest_pending_age_seconds';
    const age = (await worker.samples(name))[name] ?? 0;
    assert.ok(age >= 500 && age < 600, `${age}`);
  });

  it('make no series for unknown kinds, even for thousands of them', async () => {
    const before = Object.keys(await worker.samples('taskqueue_'));
    await worker.context.database.query(plantKinds);
    await until('they are counted', async () => {
      const jobs = await worker.samples('taskqueue_jobs');
      return jobs['taskqueue_jobs{queue="other",state="dead"}'] === 3000;
    });
    assert.deepEqual(Object.keys(await worker.samples('taskqueue_')), before);
  });

  it('measure the hosts against their limits', async () => {
    const budgets = await until('all budgets', async () => {
      const samples = await worker.samples('host_budget_ratio');
      return Object.keys(samples).length === 6 ? samples : undefined;
    });
    // The memory is that of a process that runs tests, with a compiler in it.
    for (const [name, ratio] of Object.entries(budgets))
      assert.ok(ratio >= 0 && (ratio < 1 || name.includes('"render"')), `${name} ${ratio}`);
    const at = (host: string, resource: string) =>
      budgets[`host_budget_ratio{host="${host}",resource="${resource}"}`] ?? 0;
    assert.ok(at('supabase', 'database_bytes') > 0.01, 'an empty database has some megabytes');
    assert.ok(at('supabase', 'connections') >= 1 / 60);
    assert.ok(at('rediscloud', 'memory_bytes') > 0.01);
    assert.ok(at('rediscloud', 'connections') >= 1 / 30);
    assert.ok(at('render', 'memory_bytes') > 0.05);
  });

  it('show a read-only Postgres, and the eviction policy of Redis', async () => {
    assert.deepEqual(await worker.samples('db_read_only'), { db_read_only: 0 });
    const policies = await worker.samples('redis_maxmemory_policy_info');
    assert.equal(policies['redis_maxmemory_policy_info{policy="noeviction"}'], 1);
    assert.equal(policies['redis_maxmemory_policy_info{policy="allkeys-lru"}'], 0);
    await worker.context.redis.client.configSet('maxmemory-policy', 'allkeys-lru');
    await until('the policy', async () => {
      const now = await worker.samples('redis_maxmemory_policy_info');
      return now['redis_maxmemory_policy_info{policy="allkeys-lru"}'] === 1;
    });
  });

  it('show nothing that cannot be measured, and when it was last measured', async () => {
    const count = async (name: string) => Object.keys(await worker.samples(name)).length;
    const last = async (report: string) => {
      const name = `report_last_success_timestamp_seconds{report="${report}"}`;
      return (await worker.samples(name))[name] ?? 0;
    };
    await worker.server.openOwner().query(hide);
    await until('the queue is unknown', async () => (await count('taskqueue_jobs')) === 0);
    assert.equal(await count('taskqueue_oldest_pending_age_seconds'), 0);
    const asked = await last('queue');
    assert.ok(asked > 1.7e9);
    await until('another measurement of the host', async () => (await last('database')) > asked + 0.1);
    assert.equal(await last('queue'), asked);
    await worker.server.openOwner().query(show);
    await until('the queue is known again', async () => (await count('taskqueue_jobs')) > 0);

    process.kill(worker.redis.pid, 'SIGSTOP');
    await until('a hanging Redis is unknown', async () => (await count('redis_maxmemory')) === 0);
    process.kill(worker.redis.pid, 'SIGCONT');
    await until('Redis is known again', async () => (await count('redis_maxmemory')) > 0);
    await worker.redis.kill();
    await until('Redis is unknown', async () => (await count('redis_maxmemory')) === 0);
    assert.doesNotMatch(await worker.context.metrics.text(), /rediscloud/);
    await worker.redis.start();
    await until('Redis is known again', async () => (await count('redis_maxmemory')) > 0);
  });
});
