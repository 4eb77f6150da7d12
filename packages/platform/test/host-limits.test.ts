import assert from 'node:assert/strict';
import { hostBudgetLimits, hostBudgets, hostLimits } from '../src/host-limits.js';
import { createMetrics } from '../src/metrics.js';

describe('host limits', () => {
  it('keeps every budget within the limit of its host', () => {
    const { supabase, rediscloud, render } = hostLimits;
    const { apiPool, workerPool, migrationPool, watchConnections, connections } = supabase.budget;
    const [api, worker] = [apiPool + watchConnections, workerPool + watchConnections];
    assert.ok(api + worker + migrationPool <= connections);
    assert.ok(2 * api + worker <= connections, 'in a rollout two processes of the api run');
    assert.ok(connections <= supabase.sessionPoolerConnections);
    assert.ok(rediscloud.budget.connections < rediscloud.connections);
    assert.ok(rediscloud.budget.idleCommandsPerSecond < rediscloud.commandsPerSecond);
    assert.ok(render.budget.residentBytes < render.memoryBytes);
  });

  it('reports a share of the limit, and nothing for what this process does not measure', async () => {
    const metrics = createMetrics({ service: 'test', version: '1', revision: 'r', defaults: false });
    const budgets = hostBudgets(metrics);
    budgets.set('supabase', 'database_bytes', 400_000_000);
    budgets.set('rediscloud', 'connections', 36);
    const samples = (await metrics.text()).split('\n').filter((line) => line.startsWith('host_budget_ratio'));
    assert.deepEqual(samples, [
      'host_budget_ratio{host="supabase",resource="database_bytes"} 0.8',
      'host_budget_ratio{host="rediscloud",resource="connections"} 1.2',
    ]);
    budgets.clear('rediscloud');
    assert.doesNotMatch(await metrics.text(), /rediscloud/);
  });

  it('collects at each scrape what the process itself knows', async () => {
    const metrics = createMetrics({ service: 'test', version: '1', revision: 'r', defaults: false });
    let used = 51_200_000;
    hostBudgets(metrics, (budgets) => budgets.set('render', 'memory_bytes', used));
    assert.match(await metrics.text(), /render",resource="memory_bytes"\} 0.1$/m);
    used *= 2;
    assert.match(await metrics.text(), /render",resource="memory_bytes"\} 0.2$/m);
  });

  it('gives the amounts that a scrape would show', () => {
    const metrics = createMetrics({ service: 'test', version: '1', revision: 'r', defaults: false });
    const budgets = hostBudgets(metrics, (own) => own.set('render', 'memory_bytes', 7));
    budgets.set('supabase', 'connections', 3);
    const memory = { host: 'render', resource: 'memory_bytes', used: 7 };
    assert.deepEqual(budgets.readings(), [{ host: 'supabase', resource: 'connections', used: 3 }, memory]);
    budgets.clear('supabase');
    assert.deepEqual(budgets.readings(), [memory]);
    for (const { host, resource, used } of budgets.readings())
      assert.ok(
        hostBudgetLimits.some(
          (each) => each.host === host && each.resource === resource && used < each.limit,
        ),
      );
  });
});
