import type { Service } from './service.js';

/** Makes services wait for the first start of another service. The gate stays open when that service restarts. */
export interface Gate {
  /** The first start of `service` opens the gate. */
  opensWith(service: Service): Service;
  /** Starts of `service` wait until the gate is open. */
  delays(service: Service): Service;
}

export function createGate(): Gate {
  const open = new AbortController();
  return {
    opensWith: (service) => ({
      name: service.name,
      start: async (log, signal) => {
        const running = await service.start(log, signal);
        open.abort();
        return running;
      },
    }),
    delays: (service) => ({
      name: service.name,
      start: async (log, signal) => {
        await aborted(AbortSignal.any([open.signal, signal]));
        signal.throwIfAborted();
        return service.start(log, signal);
      },
    }),
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
