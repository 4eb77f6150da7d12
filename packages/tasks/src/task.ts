import type { BackoffPolicy } from '@feed/platform/deadline';

export interface RetryPolicy {
  /** Runs in all before the task is dead. */
  readonly attempts: number;
  readonly backoff: BackoffPolicy;
}

/** The contract of one kind of task: what api and worker have to agree on. */
export interface Task<Payload extends object> {
  /** Its file in `kinds/`, its handler's file in the worker, and the `kind` column. */
  readonly name: string;
  /** @throws PayloadError when a stored payload is not one. Unknown parts are ignored: they may be a newer release's. */
  parse(payload: unknown): Payload;
  readonly retry: RetryPolicy;
  /** Set for tasks that nobody causes: the worker enqueues them itself, this many seconds after the last run. */
  readonly everySeconds?: number;
}

/** A few tries over about an hour: long enough for an outage of what the task needs. */
export const patient: RetryPolicy = { attempts: 10, backoff: { baseMs: 2_000, maxMs: 900_000 } };
