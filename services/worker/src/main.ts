import { ConfigError } from '@feed/platform/env';
import { createLifecycle } from '@feed/platform/lifecycle';
import { startOpsServer } from '@feed/platform/ops-server';
import { registerPoolGauges } from '@feed/store/postgres/pool-gauges';
import { registerProbeGauges } from '@feed/store/postgres/probe-gauges';
import { createReadinessProbe } from '@feed/store/postgres/readiness';
import { type WorkerConfig, readConfig } from '@feed/settings/worker';
import { buildContext } from './context.js';
import { startReports } from './ops/reports.js';
import { createTaskRunner } from './run-tasks.js';

/** Nobody sends requests here: an idle worker asks Postgres as seldom as it can. */
const probeIntervalMs = 10_000;

async function start(config: WorkerConfig): Promise<void> {
  const app = buildContext(config);
  const { logger, metrics, database } = app;
  const lifecycle = createLifecycle({ logger, drainDelayMs: 0 });
  lifecycle.installSignalHandlers();
  lifecycle.onShutdown('context', () => app.close());
  registerPoolGauges(metrics, database);
  const draining = () => lifecycle.draining;
  const probe = createReadinessProbe({ database, logger, draining, intervalMs: probeIntervalMs });
  registerProbeGauges(metrics, probe);
  lifecycle.onShutdown('readiness probe', () => probe.close());
  const { host, opsPort } = config;
  const ops = await startOpsServer({ host, port: opsPort, metrics, logger, ready: () => probe.current() });
  lifecycle.onShutdown('ops server', () => ops.close());
  lifecycle.onShutdown('reports', startReports(app));
  const runner = createTaskRunner(app);
  lifecycle.onShutdown('runner', () => runner.close(config.shutdownGraceMs));
  logger.info({ ops_port: ops.port }, 'the worker is running');
  // On an older schema tasks would fail, and use up their attempts.
  await probe.reached;
  await runner.start();
}

function fail(error: unknown): never {
  const text = error instanceof ConfigError ? error.message : ((error as Error).stack ?? String(error));
  process.stderr.write(`The worker cannot start: ${text}\n`);
  process.exit(1);
}

try {
  await start(readConfig(process.env));
} catch (error) {
  fail(error);
}
