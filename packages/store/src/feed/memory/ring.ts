import type { Change } from '../../journal/changes.js';

const capacity = 8_192;

/** The newest changes that lists take in when they are read. */
export class Ring {
  #changes: Change[] = [];
  #dropped = 0;

  /** How many changes there have been since the start of the process. */
  get end(): number {
    return this.#dropped + this.#changes.length;
  }

  add(change: Change): void {
    this.#changes.push(change);
    if (this.#changes.length < 2 * capacity) return;
    this.#changes = this.#changes.slice(capacity);
    this.#dropped += capacity;
  }

  /** The changes from this count on, or undefined when some of them are gone. */
  since(count: number): readonly Change[] | undefined {
    if (count === this.end) return [];
    return count < this.#dropped ? undefined : this.#changes.slice(count - this.#dropped);
  }
}
