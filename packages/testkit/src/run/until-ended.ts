const watchMs = 1000;

/** Aborts when this process is asked to end, or when its parent has ended and with it the reader of the outcome. */
export function endSignal(): AbortSignal {
  const controller = new AbortController();
  const parent = process.ppid;
  const abort = () => controller.abort();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, abort);
  setInterval(() => process.ppid !== parent && abort(), watchMs).unref();
  return controller.signal;
}
