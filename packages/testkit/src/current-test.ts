let controller = new AbortController();

/** Aborts when the running test times out, so that helpers stop waiting on its behalf. */
export const timedOut = (): AbortSignal => controller.signal;

export function abortTest(): void {
  controller.abort();
}

export function beginTest(): void {
  if (controller.signal.aborted) controller = new AbortController();
}
