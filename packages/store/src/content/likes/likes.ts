import { readsOf, type LikeReads } from './reads.js';
import type { LikeTables } from './tables.js';
import { writesOf, type LikeWrites } from './writes.js';

/** The likes of one kind of thing. */
export type Likes = LikeReads & LikeWrites;

export function likesIn(tables: LikeTables): Likes {
  return { ...readsOf(tables), ...writesOf(tables) };
}
