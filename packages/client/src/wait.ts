/** Waits. @throws the reason of the signal once it aborts */
export function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}

const firstMs = 250;

/**
 * How long to wait before the next attempt, in milliseconds. It is random within bounds, so that clients that failed
 * together do not come back together.
 * @param attempt 0 for the first
 */
export const backoff = (attempt: number, maxMs: number): number =>
  Math.min(maxMs, firstMs * 2 ** attempt) * (0.5 + Math.random());

/** The wait, in milliseconds, when the api has named a time. */
export const afterRetryAfter = (seconds: number): number => seconds * 1000 + Math.random() * 500;
