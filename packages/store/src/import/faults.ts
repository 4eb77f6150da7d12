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

/** A row that a statement has found, of `total`. */
export interface FoundRow {
  line: number;
  value: string;
  total: string;
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

  /** Adds the rows of one kind and reason that a statement has found: the first few, and the number of all. */
  addFound(kind: Kind, reason: string, found: readonly FoundRow[]): void {
    const unseen = Number(found[0]?.total ?? 0) - found.length;
    found.forEach(({ line, value }, at) =>
      this.add({ kind, line, reason, value }, at === found.length - 1 ? 1 + unseen : 1),
    );
  }

  /** Forgets everything, because the rows are read again. */
  clear(): void {
    this.#perReason.clear();
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
