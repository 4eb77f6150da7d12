import type { Service } from './service.js';

/** Lets services wait for one another's first start; a later restart of the first one does not hold them up. */
export interface Gate {
  opens(service: Service): Service;
  holds(service: Service): Service;
}

export function createGate(): Gate {
  const open = new AbortController();
  return {
    opens: (service) => ({
      name: service.name,
      start: async (log, signal) => {
        const running = await service.start(log, signal);
        open.abort();
        return running;
      },
    }),
    holds: (service) => ({
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
