/** Pseudo-random numbers; the same seed produces the same numbers. */
export interface Random {
  /** From 0 (included) to 1 (excluded). */
  next(): number;
  /** A whole number from 0 to `limit - 1`. */
  below(limit: number): number;
  /** A whole number, both ends included. */
  between(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
}

/** @param stream separates the uses of a seed, so that a change in one does not affect the others */
export function createRandom(seed: number, stream: string): Random {
  const next = mulberry32([...stream].reduce(mix, seed >>> 0));
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    between: (from, to) => from + below(to - from + 1),
    chance: (probability) => next() < probability,
    pick: (list) => list[below(list.length)] as (typeof list)[number],
  };
}

const mix = (state: number, character: string): number =>
  Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x9e3779b1) >>> 0;

/** Tommy Ettinger's generator with 32 bits of state; public domain. */
function mulberry32(state: number): () => number {
  let a = state;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
