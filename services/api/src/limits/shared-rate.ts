import { performance } from 'node:perf_hooks';
import { LRUCache } from 'lru-cache';
import type { Count, Increment } from './shared-counts.js';
import type { Settled, Settler } from './settler.js';

export interface SharedRateOptions {
  /** The prefix of the keys in Redis. */
  name: string;
  /** Uses of each key in a minute, in all processes together. */
  limit: number;
  settler: Settler;
  now?: () => number;
}

/** Counts one use of the key. @returns the seconds to wait, or 0 when the use is allowed */
export type SpendShared = (key: string) => number | Promise<number>;

const windowSeconds = 60;
/** Uses that could not be sent for so long after their window do not count in the next one. */
const lateMs = 1_000;
/** About 240 bytes each. The keys used longest ago are forgotten, and then known from Redis alone. */
const maxKeys = 20_000;

/** How much of a limit a process may admit before it has told the others. */
export const unsettledPart = (limit: number): number => Math.floor(limit / 10);
/** Up to here a process admits without asking the others. */
export const quietPart = (limit: number): number => Math.floor(limit / 2);

/**
 * A rate that all processes count together. A use is counted in this process, and decided at once where the answer is
 * certain enough:
 * - it is refused when the uses that this process knows of exceed the limit;
 * - it is allowed up to half of the limit, while this process has told Redis of all but a tenth of it.
 *
 * Otherwise Redis is asked, which decides exactly. So `n` processes allow at most `limit + (n - 1) * limit / 10` uses in a
 * window: a use that asked is allowed only while all that Redis has counted is within the limit, and each process but the
 * one that asked last may have a tenth that Redis has not counted. That is only what it allows within the tenth of a
 * second, and the trip, before it hears from Redis. No use is refused before the limit is used up. A limit below 10 is
 * exact.
 *
 * While Redis is away, each process counts on its own. A window ends by the clock of Redis, as soon as that has answered.
 */
export function createSharedRate(options: SharedRateOptions): SpendShared {
  const { name, limit, settler, now = () => performance.now() } = options;
  const uses = new LRUCache<string, Uses>({ max: maxKeys, dispose: (count) => settler.forget(count) });
  const unsettled = unsettledPart(limit);
  const quiet = quietPart(limit);

  async function ask(count: Uses): Promise<number> {
    const place = count.unsent;
    const answered = await settler.now(count);
    const value = (answered ? count.before : count.known) + place;
    return value > limit ? count.secondsLeft() : 0;
  }

  return (key) => {
    let count = uses.get(key);
    if (!count) uses.set(key, (count = new Uses(`rl:${name}:${key}`, now)));
    count.add(settler.alone);
    if (!settler.alone && count.total <= limit && (count.unsettled > unsettled || count.total > quiet))
      return ask(count);
    settler.changed(count);
    return count.total > limit ? count.secondsLeft() : 0;
  };
}

/** The uses of one key in the current window. */
class Uses implements Settled {
  /** The sum of all processes when Redis answered last. */
  known = 0;
  /** The sum of all processes before the last increment of this one. */
  before = 0;
  /** Counted here, but not sent. */
  unsent = 0;
  #sending = 0;
  #endsAt = 0;

  constructor(
    private readonly key: string,
    private readonly now: () => number,
  ) {}

  get unsettled(): number {
    return this.#sending + this.unsent;
  }

  get total(): number {
    return this.known + this.unsettled;
  }

  secondsLeft(): number {
    return Math.max(1, Math.ceil((this.#endsAt - this.now()) / 1000));
  }

  /** @param alone whether what is not settled belongs to the window that this process keeps, and ends with it */
  add(alone: boolean): void {
    const time = this.now();
    if (time >= this.#endsAt) {
      this.known = 0;
      this.#endsAt = time + windowSeconds * 1000;
      if (alone) this.unsent = this.#sending = 0;
    }
    this.unsent += 1;
  }

  begin(): void {
    this.#sending = this.unsent;
    this.unsent = 0;
  }

  increment(): Increment {
    if (this.now() > this.#endsAt + lateMs) this.#sending = 0;
    return { key: this.key, amount: this.#sending, floor: 0, seconds: windowSeconds };
  }

  answered(count: Count | undefined): void {
    this.before = count ? count.value - this.#sending : this.known;
    this.known = this.before + this.#sending;
    if (count) this.#endsAt = this.now() + count.msLeft;
    this.#sending = 0;
  }
}
