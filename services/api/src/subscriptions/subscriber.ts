/** Events of one subscription that its reader has not taken. */
const maxUnread = 500;

/** The reader of a subscription takes events more slowly than they happen. */
export class SlowReader extends Error {
  constructor() {
    super('too slow');
    this.name = 'SlowReader';
  }
}

/** An event of any number of subscriptions: its id, and the root value that their operations are executed with. */
export interface LiveEvent {
  readonly eventId: string;
  readonly root: object;
}

export interface SubscriberOptions {
  /** Called once, when no more events are wanted or can come. */
  onEnd(): void;
  /** The reader is done with an event that was not missed before. */
  onRead(event: LiveEvent): void;
}

type Result = IteratorResult<LiveEvent, undefined>;

const end: Result = { done: true, value: undefined };

/**
 * The queue between the hub, which pushes, and the reader of one subscription. An async generator cannot be left while it
 * waits for the next event, so this is written out.
 */
export class Subscriber implements AsyncGenerator<LiveEvent, undefined, undefined> {
  readonly #options: SubscriberOptions;
  #queue: LiveEvent[] = [];
  /** Happened while missed events were read; undefined once those have been pushed. */
  #held: LiveEvent[] | undefined = [];
  #waiting: { resolve(result: Result): void; reject(error: Error): void } | undefined;
  #reading: LiveEvent | undefined;
  #error: Error | undefined;
  #ended = false;

  constructor(options: SubscriberOptions) {
    this.#options = options;
  }

  /** Adds an event that has just happened. */
  push(event: LiveEvent): void {
    if (this.#ended) return;
    const queue = this.#held ?? this.#queue;
    if (queue.length >= maxUnread) return this.fail(new SlowReader());
    queue.push(event);
    this.#hand();
  }

  /** Lets events through, first those that were missed. */
  begin(missed: readonly LiveEvent[] = []): void {
    const known = new Set(missed.map(({ eventId }) => eventId));
    const held = this.#held ?? [];
    this.#held = undefined;
    this.#queue.push(...missed, ...held.filter(({ eventId }) => !known.has(eventId)));
    this.#hand();
  }

  /** Completes the subscription after the events that are queued. */
  complete(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#options.onEnd();
    this.#hand();
  }

  /** Ends the subscription with an error instead of the events that are queued. */
  fail(error: Error): void {
    if (this.#ended) return;
    this.#queue = [];
    this.#error = error;
    this.complete();
  }

  next(): Promise<Result> {
    if (this.#reading) this.#options.onRead(this.#reading);
    this.#reading = undefined;
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#hand();
    });
  }

  return(): Promise<Result> {
    this.#queue = [];
    this.#error = undefined;
    this.complete();
    this.#hand();
    return Promise.resolve(end);
  }

  async throw(error: Error): Promise<Result> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #hand(): void {
    const waiting = this.#waiting;
    if (!waiting) return;
    const event = this.#queue.shift();
    if (!event && !this.#ended) return;
    this.#waiting = undefined;
    this.#reading = event;
    if (event) waiting.resolve({ done: false, value: event });
    else if (this.#error) waiting.reject(this.#takeError());
    else waiting.resolve(end);
  }

  #takeError(): Error {
    const error = this.#error ?? new Error('the subscription has ended');
    this.#error = undefined;
    return error;
  }
}
