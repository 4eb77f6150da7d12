import type { Logger } from '@feed/platform/logger';
import type { Database } from '@feed/store/postgres/queryable';
import type { Enqueue } from './enqueue.js';
import type { Handlers } from './handler.js';
import type { WakeupConsumer } from './wakeup.js';

/** What became of a run. `given_back`: the worker was shut down; `lost_lease`: somebody else has the task now. */
export type RunOutcome = 'done' | 'retry' | 'dead' | 'given_back' | 'lost_lease';

export interface RunnerEvents {
  /** A run has ended; `waitSeconds` is what the task waited for it. */
  finished?(event: { kind: string; outcome: RunOutcome; seconds: number; waitSeconds: number }): void;
  /** Tasks were found without a hint: their worker had died, or their hint was lost. */
  swept?(event: { reason: 'expired_lease' | 'overdue'; count: number }): void;
}

export interface RunnerOptions {
  database: Database;
  wakeup: WakeupConsumer;
  enqueue: Enqueue;
  handlers: Handlers;
  /** Tasks run at once. Each holds a connection, and one more keeps the leases. */
  concurrency: number;
  leaseSeconds: number;
  /** How often Postgres is asked for tasks that no hint told of. */
  sweepIntervalMs: number;
  /** After which a run is given up as failed. */
  runTimeoutMs: number;
  logger: Logger;
  events?: RunnerEvents;
}
