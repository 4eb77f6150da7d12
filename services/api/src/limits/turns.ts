import { after } from './after.js';

export interface TurnsOptions {
  /** How much a holder may do at once, from 1 on. */
  readonly max: number;
  /** How many of a holder may wait. */
  readonly queue: number;
  /** Creates the error for what finds the queue full. */
  full(): Error;
  /** How long a holder may wait, in milliseconds, and the error after that. Default: without a limit. */
  readonly wait?: { ms: number; error(): Error };
}

/**
 * Lets each holder do so much at once. What is more waits in a queue of the holder's own, in order of arrival. Nothing
 * is kept for holders that do nothing, and a turn that is free costs a look-up and no timer.
 */
export class Turns<Holder> {
  readonly #options: TurnsOptions;
  readonly #running = new Map<Holder, number>();
  readonly #queues = new Map<Holder, (() => void)[]>();
  #waiting = 0;

  constructor(options: TurnsOptions) {
    this.#options = options;
  }

  /** How many wait, of all holders. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Whether the holder's queue is full. */
  isFull(holder: Holder): boolean {
    return (this.#queues.get(holder)?.length ?? 0) >= this.#options.queue;
  }

  /** Runs work when it is the holder's turn. @throws what `full` creates when the holder's queue is full */
  run<T>(holder: Holder, work: () => Promise<T>): Promise<T>;
  run<T>(holder: Holder, work: () => T | Promise<T>): T | Promise<T>;
  run<T>(holder: Holder, work: () => T | Promise<T>): T | Promise<T> {
    const begin = (): T | Promise<T> => after(work, () => this.#leave(holder));
    const turn = this.#enter(holder);
    return turn ? turn.then(begin) : begin();
  }

  #enter(holder: Holder): Promise<void> | undefined {
    const active = this.#running.get(holder) ?? 0;
    if (active < this.#options.max) {
      this.#running.set(holder, active + 1);
      return undefined;
    }
    if (this.isFull(holder)) throw this.#options.full();
    const line = this.#queues.get(holder) ?? [];
    this.#queues.set(holder, line);
    this.#waiting += 1;
    return new Promise((resolve, reject) => {
      const { wait } = this.#options;
      if (!wait) return void line.push(resolve);
      const begin = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#giveUp(holder, begin);
        reject(wait.error());
      }, wait.ms);
      line.push(begin);
    });
  }

  #giveUp(holder: Holder, begin: () => void): void {
    const line = this.#queues.get(holder) ?? [];
    line.splice(line.indexOf(begin), 1);
    if (line.length === 0) this.#queues.delete(holder);
    this.#waiting -= 1;
  }

  /** The next in the queue takes the place, so that none can push in. */
  #leave(holder: Holder): void {
    const line = this.#queues.get(holder);
    const next = line?.shift();
    if (line?.length === 0) this.#queues.delete(holder);
    if (next) {
      this.#waiting -= 1;
      return next();
    }
    const active = (this.#running.get(holder) ?? 1) - 1;
    if (active === 0) this.#running.delete(holder);
    else this.#running.set(holder, active);
  }
}
