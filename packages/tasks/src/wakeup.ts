/** Announces pending work. A hint may be lost, late or repeated: Postgres decides what is run. */
export interface Hint {
  kind: string;
}

/** Tells workers that there is something to do. */
export interface WakeupProducer {
  /**
   * Resolves within 200 ms. A failure is reported to `onError` and never reaches the caller; the hint is then sent when it
   * can be. One hint stands for everything that is pending.
   */
  hint(hint: Hint): Promise<void>;
  close(): Promise<void>;
}

/** Receives hints. */
export interface WakeupConsumer {
  /** Calls `onHint` for every hint from now on, and whenever hints may have been lost; it has to return quickly. */
  listen(onHint: (hint: Hint) => void): void;
  close(): Promise<void>;
}
