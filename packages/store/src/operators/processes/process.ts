/** The amount of a limited resource that is in use, in the unit of its name. */
export interface Usage {
  readonly host: string;
  readonly resource: string;
  readonly used: number;
}

/** The report of a process about itself. */
export interface ProcessReport {
  /** Carries the time of its start, by its own clock. */
  readonly id: string;
  /** The service. */
  readonly kind: string;
  readonly version: string;
  readonly revision: string;
  /** The resources that the process measures. */
  readonly usage: readonly Usage[];
}

/** A process, as it reported last. */
export interface SeenProcess extends ProcessReport {
  readonly seenAt: Date;
  /** Whether it reported in the last minute. */
  readonly isRunning: boolean;
}
