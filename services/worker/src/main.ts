import { runService } from '@feed/platform/run-service';
import { readConfig } from '@feed/settings/worker';
import { createProcessReporter } from '@feed/store/operators/processes/reporter';
import { watchDatabase } from '@feed/store/postgres/watch-database';
import { buildContext } from './context.js';
import { startPruning } from './ops/journal-pruning.js';
import { startReports } from './ops/reports.js';
import { createTaskRunner } from './run-tasks.js';
import type { WorkerContext } from './worker-context.js';

/** The worker serves no requests, so an idle one asks Postgres rarely. */
const intervalMs = 10_000;

await runService({
  name: 'worker',
  readConfig,
  buildContext,
  startProbe: ({ database, logger, metrics }, draining) =>
    watchDatabase({ database, logger, metrics, draining, intervalMs }),
  start: async (app, { lifecycle, probe, opsPort }) => {
    lifecycle.onShutdown('reports', startReports(app));
    const runner = createTaskRunner(app);
    lifecycle.onShutdown('runner', () => runner.close(app.config.shutdownGraceMs));
    app.logger.info({ ops_port: opsPort }, 'the worker is running');
    // On an older schema tasks would fail and use up their attempts.
    await probe.reached;
    lifecycle.onShutdown('pruning', startPruning(app));
    const reporter = createProcessReporter({ kind: 'worker', ...reportOf(app) });
    lifecycle.onShutdown('process report', () => reporter.stop());
    reporter.start();
    await runner.start();
  },
});

function reportOf({ config, database, logger, instruments }: WorkerContext) {
  const { version, revision } = config;
  return { version, revision, database, logger, measure: () => instruments.budgets.readings() };
}
