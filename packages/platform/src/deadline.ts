/**
 * Settles like `work`, or rejects with `onTimeout()` after `ms` milliseconds.
 * The work itself is not cancelled: its late outcome is ignored, even a rejection.
 */
export function withDeadline<T>(work: Promise<T>, ms: number, onTimeout: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(onTimeout()), ms);
    work.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}

/** Resolves after `ms` milliseconds or as soon as `signal` aborts; it never rejects. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const wake = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    signal?.addEventListener('abort', wake, { once: true });
  });
}

export interface BackoffPolicy {
  readonly baseMs: number;
  readonly maxMs: number;
  /** The random part of the delay, from 0 (none) to 1 (all of it); default 0.5. */
  readonly jitter?: number;
}

/** Milliseconds to wait after the failed `attempt` (1 for the first): doubling, capped, with jitter. */
export function backoff(attempt: number, { baseMs, maxMs, jitter = 0.5 }: BackoffPolicy): number {
  const full = Math.min(maxMs, baseMs * 2 ** (Math.max(1, attempt) - 1));
  return Math.round(full * (1 - jitter * Math.random()));
}
