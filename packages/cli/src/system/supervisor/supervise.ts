import { backoff, sleep } from '@feed/platform/deadline';
import type { LogFile } from './log-file.js';
import type { Running, Service, ServiceStatus } from './service.js';

export interface Supervised {
  status(): ServiceStatus;
  /** Ends the service for good; never rejects. */
  stop(): Promise<void>;
}

interface Run {
  readonly service: Service;
  readonly log: LogFile;
  readonly stopping: AbortController;
  running: Running | undefined;
  status: ServiceStatus;
}

/** A run of this length is stable: a failure after it counts as the first in a row. */
const stableMs = 30_000;
const restartDelay = { baseMs: 250, maxMs: 10_000, jitter: 0.2 };

/** Starts a service, and restarts it after growing pauses whenever it ends, until it is stopped. */
export function supervise(service: Service, log: LogFile): Supervised {
  const { name } = service;
  const nothingYet = { pid: undefined, restarts: 0, failures: 0, reason: undefined };
  const run: Run = {
    service,
    log,
    stopping: new AbortController(),
    running: undefined,
    status: { name, state: 'starting', ...nothingYet },
  };
  const finished = keepRunning(run);
  return {
    status: () => run.status,
    stop: async () => {
      run.stopping.abort();
      await run.running?.stop();
      await finished;
    },
  };
}

async function keepRunning(run: Run): Promise<void> {
  const { signal } = run.stopping;
  while (!signal.aborted) {
    const started = performance.now();
    const reason = await runOnce(run);
    const failures = performance.now() - started > stableMs ? 1 : run.status.failures + 1;
    change(run, { state: 'down', pid: undefined, failures, reason });
    note(run, `ended: ${reason}`);
    await sleep(signal.aborted ? 0 : backoff(failures, restartDelay), signal);
    if (!signal.aborted) change(run, { restarts: run.status.restarts + 1 });
  }
  change(run, { state: 'stopped' });
}

/** Runs the service until it ends. @returns the reason in words */
async function runOnce(run: Run): Promise<string> {
  const { service, log, stopping } = run;
  change(run, { state: 'starting' });
  try {
    run.running = await service.start(log, stopping.signal);
    change(run, { state: 'running', pid: run.running.pid });
    note(run, `runs as process ${run.running.pid}`);
    if (stopping.signal.aborted) await run.running.stop();
    return await run.running.ended;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    run.running = undefined;
  }
}

function change(run: Run, changes: Partial<ServiceStatus>): void {
  run.status = { ...run.status, ...changes };
}

function note({ service, log }: Run, text: string): void {
  log.write(`${new Date().toISOString()} supervisor: ${service.name} ${text}\n`);
}
