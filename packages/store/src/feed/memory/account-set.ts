/** A set of account ids, at 8 bytes each. */
export class AccountSet {
  readonly #sorted: BigInt64Array;

  constructor(ids: readonly string[]) {
    this.#sorted = BigInt64Array.from(ids, BigInt).toSorted();
  }

  get bytes(): number {
    return this.#sorted.byteLength;
  }

  has(id: bigint): boolean {
    let [low, high] = [0, this.#sorted.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.#sorted[middle] ?? 0n;
      if (found === id) return true;
      if (found < id) low = middle + 1;
      else high = middle - 1;
    }
    return false;
  }
}
