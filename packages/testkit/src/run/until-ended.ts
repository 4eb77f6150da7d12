const watchMs = 1000;

/** Aborts when this process gets a signal to end, or when its parent, which reads the outcome, has ended. */
export function endSignal(): AbortSignal {
  const controller = new AbortController();
  const parent = process.ppid;
  const abort = () => controller.abort();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, abort);
  setInterval(() => process.ppid !== parent && abort(), watchMs).unref();
  return controller.signal;
}
