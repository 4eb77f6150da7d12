import type { BackoffPolicy } from '@feed/platform/deadline';
import type { Tx } from '@feed/store/postgres/queryable';

export interface RetryPolicy {
  /** The maximum number of runs; a task that fails in all of them is dead. */
  readonly attempts: number;
  readonly backoff: BackoffPolicy;
}

/**
 * Thrown by a run whose work was refused for good, such as a mail to a mailbox that does not exist. The task ends with
 * the outcome `refused`: no retry can help, and neither can an operator, so it is not among the dead ones. The message is
 * stored and logged, so it must not name people.
 */
export class PermanentFailure extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PermanentFailure';
  }
}

/** The arguments of a run besides its payload. */
export interface Run {
  readonly taskId: string;
  /** 1 for the first run. */
  readonly attempt: number;
  /** Aborts when the lease is lost, the run takes too long or the worker shuts down. */
  readonly signal: AbortSignal;
}

export interface TransactionRun extends Run {
  /** Commits together with the mark that the task is done, or not at all. */
  readonly tx: Tx;
}

/**
 * How a task takes effect. `run` may be called more than once; a rejection means that it is retried later, unless it is a
 * PermanentFailure or a PayloadError.
 *
 * - `transaction`: what it does through `tx` takes effect exactly once.
 * - `external`: it calls mail servers, Redis or other services, and holds neither a transaction nor a connection while
 *   they respond. Its effects happen at least once, so they must be idempotent or carry the task id as
 *   their idempotency key.
 */
export type Work<Payload, Context> = TransactionWork<Payload, Context> | ExternalWork<Payload, Context>;

interface TransactionWork<Payload, Context> {
  readonly effect: 'transaction';
  run(payload: Payload, run: TransactionRun, context: Context): Promise<void>;
}

interface ExternalWork<Payload, Context> {
  readonly effect: 'external';
  run(payload: Payload, run: Run, context: Context): Promise<void>;
}

interface Declaration<Payload> {
  /** The `kind` column of its rows. */
  readonly name: string;
  /** @throws PayloadError when a stored payload is invalid. Unknown parts are ignored: a newer release may add some. */
  parse(payload: unknown): Payload;
  readonly retry: RetryPolicy;
  /** Many may be due at once. They never take the last free slot of a worker, so that other tasks get their turn. */
  readonly bulk?: boolean;
}

/** One kind of row in `tasks`, and the work that it stands for. */
export type Task<Payload extends object, Context> = Declaration<Payload> & Work<Payload, Context>;

/** A task that no event causes: the worker enqueues it itself, `everySeconds` after its last run. */
export interface PeriodicTask<Payload extends object, Context>
  extends Declaration<Payload>, TransactionWork<Payload, Context> {
  readonly everySeconds: number;
}

/** Ten attempts over 9 to 17 minutes, plus the runs themselves: longer than most outages of what a task needs. */
export const patient: RetryPolicy = { attempts: 10, backoff: { baseMs: 2_000, maxMs: 900_000 } };
