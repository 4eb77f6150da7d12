import { LRUCache } from 'lru-cache';
import type { Settled, Settler } from './settler.js';
import type { Count, Increment } from './shared-counts.js';
import { quietPart, unsettledPart } from './shared-rate.js';

const daySeconds = 86_400;
/** About 240 bytes each. */
const maxTallies = 50_000;

const dayOf = (time: number): number => Math.floor(time / 1000 / daySeconds);
/** Until the next day, which begins at midnight UTC. */
export const secondsLeftToday = (time: number): number =>
  Math.max(1, (dayOf(time) + 1) * daySeconds - Math.floor(time / 1000));

/**
 * The tallies of today. What Redis has counted is remembered here too, so that a Redis that was emptied is corrected by
 * the next byte that is stored, and opens no door.
 * @param prefix of the keys in Redis
 */
export function createTallies(
  prefix: string,
  settler: Settler,
  now: () => number = Date.now,
): (key: string) => Tally {
  const tallies = new LRUCache<string, Tally>({
    max: maxTallies,
    dispose: (tally) => settler.forget(tally),
  });
  return (key) => {
    const name = `${prefix}:${dayOf(now())}:${key}`;
    let tally = tallies.get(name);
    if (!tally) tallies.set(name, (tally = new Tally(name, settler, now)));
    return tally;
  };
}

/** The bytes that one account or address has stored today, as far as this process knows. */
export class Tally implements Settled {
  /** The largest value that the counter in Redis is known to have had. */
  private counted = 0;
  /** Stored, but not sent to Redis yet. */
  private unsent = 0;
  private sending = 0;
  /** Set aside for what is being stored. */
  private reserved = 0;

  constructor(
    private readonly key: string,
    private readonly settler: Settler,
    private readonly now: () => number,
  ) {}

  /** Whether `bytes` more exceed `limit`. */
  exceeds(bytes: number, limit: number): boolean {
    return this.counted + this.unsettled + bytes > limit;
  }

  /** Asks for what other processes have stored, where `bytes` more could make a difference. */
  async refresh(bytes: number, limit: number): Promise<void> {
    if (this.unsettled + bytes > unsettledPart(limit) || this.exceeds(bytes, quietPart(limit)))
      await this.settler.now(this);
  }

  /** Sets bytes aside while it is not known whether they will be stored. */
  reserve(bytes: number): void {
    this.reserved += bytes;
  }

  /** Replaces a reservation with what was stored. */
  settle(reserved: number, stored: number): void {
    this.reserved -= reserved;
    this.unsent += stored;
    if (stored > 0) this.settler.changed(this);
  }

  begin(): void {
    this.sending = this.unsent;
    this.unsent = 0;
  }

  increment(): Increment {
    const seconds = secondsLeftToday(this.now());
    return { key: this.key, amount: this.sending, floor: this.counted, seconds };
  }

  answered(count: Count | undefined): void {
    this.counted = Math.max(this.counted, count ? count.value : this.counted + this.sending);
    this.sending = 0;
  }

  private get unsettled(): number {
    return this.unsent + this.sending + this.reserved;
  }
}
