import { backoff, sleep } from '@feed/platform/deadline';
import type { LogFile } from './log-file.js';
import type { Running, Service, ServiceStatus } from './service.js';

export interface Supervised {
  status(): ServiceStatus;
  /** Ends it for good; never rejects. */
  stop(): Promise<void>;
}

/** After running for this long, the next end counts as the first failure again. */
const stableMs = 30_000;
const restartDelay = { baseMs: 250, maxMs: 10_000, jitter: 0.2 };

/** Starts a service, and again with growing pauses whenever it ends, until it is stopped. */
export function supervise(service: Service, log: LogFile): Supervised {
  const stopping = new AbortController();
  let running: Running | undefined;
  let status: ServiceStatus = {
    name: service.name,
    state: 'starting',
    pid: undefined,
    restarts: 0,
    failures: 0,
    reason: undefined,
  };
  const set = (change: Partial<ServiceStatus>) => {
    status = { ...status, ...change };
  };
  const note = (text: string) =>
    log.write(`${new Date().toISOString()} supervisor: ${service.name} ${text}\n`);

  const once = async (): Promise<string> => {
    try {
      set({ state: 'starting' });
      running = await service.start(log, stopping.signal);
      if (stopping.signal.aborted) await running.stop();
      set({ state: 'running', pid: running.pid });
      note(`runs as process ${running.pid}`);
      return await running.ended;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    } finally {
      running = undefined;
    }
  };

  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const started = performance.now();
      const reason = await once();
      const failures = performance.now() - started > stableMs ? 1 : status.failures + 1;
      set({ state: 'down', pid: undefined, failures, reason });
      note(`ended: ${reason}`);
      if (stopping.signal.aborted) break;
      await sleep(backoff(failures, restartDelay), stopping.signal);
      set({ restarts: status.restarts + 1 });
    }
    set({ state: 'stopped' });
  };

  const finished = loop();
  return {
    status: () => status,
    stop: async () => {
      stopping.abort();
      await running?.stop();
      await finished;
    },
  };
}
