import type { LogFile } from './log-file.js';

/** A started service. */
export interface Running {
  readonly pid: number;
  /** Resolves once the service has ended, with the reason in words. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

export interface Service {
  readonly name: string;
  /** Rejects when the service cannot be started, which counts as a failure, and soon after `signal` aborts. */
  start(log: LogFile, signal: AbortSignal): Promise<Running>;
}

export interface ServiceStatus {
  readonly name: string;
  readonly state: 'starting' | 'running' | 'down' | 'stopped';
  readonly pid: number | undefined;
  readonly restarts: number;
  /** Failures in a row, without a stable run in between. */
  readonly failures: number;
  /** Why the service ended most recently. */
  readonly reason: string | undefined;
}
