import { randomUUID } from 'node:crypto';
import type { Redis } from '@feed/store/redis/redis';
import { addShared, type Count, type Increment } from './shared-counts.js';

/** A counter of this process, whose increments are added to the one in Redis that all replicas share. */
export interface Settled {
  /** Moves what was counted since the last call into the increment. */
  begin(): void;
  /** The amount to add, with its key. The amount may only shrink until `answered` is called. */
  increment(): Increment;
  /** The increment is in Redis: `count` is the sum of all replicas. Undefined when the key holds no counter. */
  answered(count: Count | undefined): void;
}

export interface SettlerOptions {
  redis: Redis;
  /** How long a change may wait. Infinity for tests that call `settle`. */
  everyMs?: number | undefined;
}

/** Keeps Redis busy for less than a millisecond: it takes 6 µs for a new key. */
const maxKeysInCommand = 128;
const defaultEveryMs = 100;
const immediate = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

interface Waiting {
  promise: Promise<boolean>;
  resolve(answered: boolean): void;
}

/**
 * Settles counters with Redis: one command at a time, each with the counters that changed since the last one, ten times a
 * second or as soon as one of them has to know the sum of all replicas. Without changes it sends nothing.
 *
 * A batch whose answer is missing is sent again, unchanged and with the same number, before any other. Redis applies a
 * number once, so that nothing is lost or counted twice, even when a stalled Redis executes the first attempt late.
 */
export class Settler {
  readonly #redis: Redis;
  readonly #everyMs: number;
  readonly #sender = randomUUID();
  readonly #changed = new Set<Settled>();
  readonly #urgent = new Map<Settled, Waiting>();
  #batch: readonly Settled[] = [];
  #number = 0;
  /** How many of the changed counters the current round has yet to send. */
  #due = 0;
  #round: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #alone = false;
  #closed = false;

  constructor({ redis, everyMs = defaultEveryMs }: SettlerOptions) {
    this.#redis = redis;
    this.#everyMs = everyMs;
  }

  /** Whether Redis did not take the last batch, so that this process has to decide on its own. */
  get alone(): boolean {
    return this.#alone;
  }

  /** The counter has something to send, soon. */
  changed(counter: Settled): void {
    this.#changed.add(counter);
    this.#wake();
  }

  /** Drops what the counter has not sent. */
  forget(counter: Settled): void {
    this.#changed.delete(counter);
  }

  /** Sends the counter with the next command, unless this process is alone. @returns whether Redis answered; never rejects */
  now(counter: Settled): Promise<boolean> {
    if (this.#alone) {
      this.changed(counter);
      return Promise.resolve(false);
    }
    let waiting = this.#urgent.get(counter);
    if (!waiting) this.#urgent.set(counter, (waiting = newWaiting()));
    // Those that ask in the same turn of the event loop share a command.
    void this.#start(immediate);
    return waiting.promise;
  }

  /** Sends everything that has changed until now. Never rejects. */
  async settle(): Promise<void> {
    this.#due = this.#changed.size;
    await this.#start();
  }

  /** Sends what is left, once. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.settle();
  }

  #wake(): void {
    if (this.#timer || this.#closed || this.#everyMs === Infinity) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.settle();
    }, this.#everyMs).unref();
  }

  #start(after?: () => Promise<unknown>): Promise<void> {
    this.#round ??= this.#run(after).finally(() => {
      this.#round = undefined;
      if (this.#urgent.size > 0) void this.#start();
      else if (this.#batch.length > 0 || this.#changed.size > 0) this.#wake();
    });
    return this.#round;
  }

  /** Sends batches until nothing is due. After a failure the rest waits for the next round. */
  async #run(after?: () => Promise<unknown>): Promise<void> {
    await after?.();
    while (this.#take() && (await this.#send()));
  }

  /** Fills the batch, urgent counters first. @returns whether there is one to send */
  #take(): boolean {
    if (this.#batch.length > 0) return true;
    if (this.#urgent.size === 0 && this.#due === 0) return false;
    const batch = [...this.#urgent.keys()].slice(0, maxKeysInCommand);
    const urgent = batch.length;
    for (const counter of batch) this.#changed.delete(counter);
    for (const counter of this.#changed) {
      if (batch.length >= maxKeysInCommand) break;
      this.#changed.delete(counter);
      batch.push(counter);
    }
    this.#due = Math.min(Math.max(0, this.#due - batch.length + urgent), this.#changed.size);
    if (batch.length === 0) return false;
    for (const counter of batch) counter.begin();
    this.#number += 1;
    this.#batch = batch;
    return true;
  }

  async #send(): Promise<boolean> {
    const batch = this.#batch;
    const asking = batch.map((counter) => this.#urgent.get(counter));
    for (const counter of batch) this.#urgent.delete(counter);
    this.#alone = !(await this.#add(batch));
    for (const waiting of asking) waiting?.resolve(!this.#alone);
    if (!this.#alone) return true;
    this.#due = 0;
    for (const [counter, waiting] of this.#urgent) {
      this.#changed.add(counter);
      waiting.resolve(false);
    }
    this.#urgent.clear();
    return false;
  }

  /** @returns whether Redis answered */
  async #add(batch: readonly Settled[]): Promise<boolean> {
    const increments = batch.map((counter) => counter.increment());
    try {
      const counts = await addShared(this.#redis, { sender: this.#sender, number: this.#number, increments });
      batch.forEach((counter, i) => counter.answered(counts[i]));
    } catch {
      return false;
    }
    this.#batch = [];
    return true;
  }
}

function newWaiting(): Waiting {
  let resolve: Waiting['resolve'] = () => undefined;
  const promise = new Promise<boolean>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
