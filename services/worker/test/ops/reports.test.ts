import assert from 'node:assert/strict';
import { statement } from '@feed/store/database/statement';
import { startReports } from '../../src/ops/reports.js';
import { until } from '../support/until.js';
import { startTestWorker, type TestWorker } from '../support/worker.js';

const plant = statement<never>(
  'test.plant',
  `INSERT INTO tasks (kind, payload, state, run_after) VALUES
     ('welcome-mail', '{}', 'dead', now()), ('welcome-mail', '{}', 'dead', now()),
     ('a-newer-kind', '{}', 'pending', now() - interval '100 seconds')`,
);

describe('the reports of the worker', () => {
  let worker: TestWorker, stop: () => void;
  before(async () => {
    worker = await startTestWorker();
    await worker.context.database.query(plant);
    stop = startReports(worker.context);
  });
  after(async () => {
    stop();
    await worker.stop();
  });

  it('count the queue by kind and state, and tell how late it is', async () => {
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
  });

  it('measure the hosts against their limits', async () => {
    const budgets = await until('all budgets', async () => {
      const samples = await worker.samples('host_budget_ratio');
      return Object.keys(samples).length === 6 ? samples : undefined;
    });
    for (const [name, ratio] of Object.entries(budgets))
      assert.ok(ratio >= 0 && ratio < 1, `${name} ${ratio}`);
    const at = (host: string, resource: string) =>
      budgets[`host_budget_ratio{host="${host}",resource="${resource}"}`] ?? 0;
    assert.ok(at('supabase', 'database_bytes') > 0.01, 'an empty database has some megabytes');
    assert.ok(at('supabase', 'connections') >= 1 / 60);
    assert.ok(at('rediscloud', 'memory_bytes') > 0.01);
    assert.ok(at('rediscloud', 'connections') >= 1 / 30);
    assert.ok(at('render', 'memory_bytes') > 0.05);
  });
});
