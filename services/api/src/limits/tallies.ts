import { LRUCache } from 'lru-cache';
import type { Increment } from './shared-counts.js';

const daySeconds = 86_400;
const maxTallies = 50_000;

const dayOf = (time: number): number => Math.floor(time / 1000 / daySeconds);
/** Until the next day, which begins at midnight UTC. */
export const secondsLeftToday = (time: number): number =>
  Math.max(1, (dayOf(time) + 1) * daySeconds - Math.floor(time / 1000));

/**
 * The tallies of today. What Redis has counted is remembered here too, so that a Redis that was emptied is corrected by
 * the first request and opens no door.
 * @param prefix of the keys in Redis
 */
export function createTallies(prefix: string, now: () => number = Date.now): (key: string) => Tally {
  const tallies = new LRUCache<string, Tally>({ max: maxTallies });
  return (key) => {
    const name = `${prefix}:${dayOf(now())}:${key}`;
    let tally = tallies.get(name);
    if (!tally) tallies.set(name, (tally = new Tally(name, now)));
    return tally;
  };
}

/** The bytes that one account or address has stored today, as far as this process knows. */
export class Tally {
  /** The largest value that the counter in Redis is known to have had. */
  private counted = 0;
  /** Stored, but not sent to Redis yet. */
  private unsent = 0;
  /** Set aside for what is being stored or sent. */
  private reserved = 0;

  constructor(
    private readonly key: string,
    private readonly now: () => number,
  ) {}

  /** Whether `bytes` more exceed `limit`. */
  exceeds(bytes: number, limit: number): boolean {
    return this.counted + this.unsent + this.reserved + bytes > limit;
  }

  /** Sets bytes aside while it is not known whether they will be stored. */
  reserve(bytes: number): void {
    this.reserved += bytes;
  }

  /** Replaces a reservation with what was stored. It is sent to Redis with the next request, not with one of its own. */
  settle(reserved: number, stored: number): void {
    this.reserved -= reserved;
    this.unsent += stored;
  }

  /** The next increment to send to Redis. Call exactly one of `sent` and `notSent` afterwards, with the same amount. */
  increment(): Increment {
    const amount = this.unsent;
    this.unsent = 0;
    this.reserved += amount;
    const seconds = secondsLeftToday(this.now());
    return { key: this.key, amount, floor: this.counted, seconds, limit: Number.MAX_SAFE_INTEGER };
  }

  sent(amount: number, counted: number): void {
    this.reserved -= amount;
    this.counted = Math.max(this.counted, counted);
  }

  /** From now on this process counts on its own. The next increment tells Redis. */
  notSent(amount: number): void {
    this.reserved -= amount;
    this.counted += amount;
  }
}
