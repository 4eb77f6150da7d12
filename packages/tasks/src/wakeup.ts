/** Which task a hint is about. A hint may be lost, late or repeated: Postgres decides what is run. */
export interface Hint {
  taskId: string;
  kind: string;
}

/** Tells workers that something is pending. */
export interface WakeupProducer {
  /** Sent within a budget of time; a failure is counted and never reaches the caller. One hint stands for all that is pending. */
  hint(hint: Hint): Promise<void>;
  close(): Promise<void>;
}

/** Hears of pending tasks. */
export interface WakeupConsumer {
  /** Calls `onHint` for every hint from now on; it is to return quickly. */
  listen(onHint: (hint: Hint) => void): void;
  close(): Promise<void>;
}
