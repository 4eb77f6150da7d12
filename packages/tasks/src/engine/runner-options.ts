import type { Logger } from '@feed/platform/logger';
import type { Database } from '@feed/store/postgres/queryable';
import type { Registry } from '../registry.js';
import type { WakeupConsumer } from '../wakeup.js';

/**
 * How a run can end. `refused`: for good, and no operator can help; `given_back`: the worker shut down; `lost_lease`:
 * another worker has the task now.
 */
export const runOutcomes = ['done', 'retry', 'dead', 'refused', 'given_back', 'lost_lease'] as const;
export type RunOutcome = (typeof runOutcomes)[number];

export interface RunnerEvents {
  /** Called when a run has ended; `waitSeconds` is the time that its task waited for it. */
  finished?(event: { kind: string; outcome: RunOutcome; seconds: number; waitSeconds: number }): void;
  /** Called when a sweep found tasks: their worker had died, or they were due and no hint said so. */
  swept?(event: { reason: 'expired_lease' | 'overdue'; count: number }): void;
}

export interface RunnerOptions<Context> {
  database: Database;
  wakeup: WakeupConsumer;
  registry: Registry<Context>;
  /** Passed to every run. */
  context: Context;
  /** Tasks run at the same time. A transactional one holds a connection, and leases need one more. */
  concurrency: number;
  leaseSeconds: number;
  /** How often the worker looks for events and tasks without a hint; earlier when a lease ends before. */
  sweepIntervalMs: number;
  /** A run that takes longer has failed. */
  runTimeoutMs: number;
  logger: Logger;
  events?: RunnerEvents;
}
