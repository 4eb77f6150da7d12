/** Announces pending work. A hint may be lost, late or repeated: Postgres decides what is run. */
export interface Hint {
  kind: string;
}

/** Tells workers that there is something to do. */
export interface WakeupProducer {
  /**
   * Sends the hint within 200 ms or not at all; a failure is reported to `onError` and never reaches the caller. One hint
   * stands for everything that is pending.
   */
  hint(hint: Hint): Promise<void>;
  close(): Promise<void>;
}

/** Receives hints. */
export interface WakeupConsumer {
  /** Calls `onHint` for every hint from now on; it has to return quickly. */
  listen(onHint: (hint: Hint) => void): void;
  close(): Promise<void>;
}
