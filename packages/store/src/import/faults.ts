import { cutText, isLonger } from '@feed/platform/text';
import type { Kind } from './rows.js';

/** A row that cannot be imported. */
export interface Fault {
  kind: Kind;
  line: number;
  reason: string;
  /** The offending value, shortened. */
  value: string;
}

export interface FaultCount {
  kind: Kind;
  reason: string;
  count: number;
}

const maxValueLength = 60;

/** Counts all faults and keeps the first few of each reason, so that the faults of any file fit in memory. */
export class Faults {
  readonly #perReason = new Map<string, { count: FaultCount; examples: Fault[] }>();
  readonly #keep: number;

  constructor(keep = 20) {
    this.#keep = keep;
  }

  /** @param count faults that `fault` is an example of */
  add(fault: Fault, count = 1): void {
    const { kind, reason } = fault;
    const key = `${kind} ${reason}`;
    const known = this.#perReason.get(key) ?? { count: { kind, reason, count: 0 }, examples: [] };
    this.#perReason.set(key, known);
    known.count.count += count;
    if (known.examples.length < this.#keep) known.examples.push({ ...fault, value: shorten(fault.value) });
  }

  get keep(): number {
    return this.#keep;
  }

  get total(): number {
    return this.counts.reduce((sum, { count }) => sum + count, 0);
  }

  get counts(): FaultCount[] {
    return [...this.#perReason.values()].map(({ count }) => count);
  }

  get examples(): Fault[] {
    return [...this.#perReason.values()].flatMap(({ examples }) => examples);
  }
}

const shorten = (value: string): string =>
  isLonger(value, maxValueLength) ? `${cutText(value, maxValueLength)}…` : value;
