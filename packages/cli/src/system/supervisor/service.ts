import type { LogFile } from './log-file.js';

/** A process that was started. */
export interface Running {
  readonly pid: number;
  /** Resolves, with the reason in words, when it is gone. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

export interface Service {
  readonly name: string;
  /** Rejects when it cannot be started, which counts like an end, and soon after `signal` aborts. */
  start(log: LogFile, signal: AbortSignal): Promise<Running>;
}

export interface ServiceStatus {
  readonly name: string;
  readonly state: 'starting' | 'running' | 'down' | 'stopped';
  readonly pid: number | undefined;
  /** Times it was started again. */
  readonly restarts: number;
  /** Failures since it last ran for a while. */
  readonly failures: number;
  /** Why it ended the last time. */
  readonly reason: string | undefined;
}
