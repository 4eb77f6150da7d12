import { readsOf, type LikeReads } from './reads.js';
import type { LikeTables } from './tables.js';
import { writesOf, type LikeWrites } from './writes.js';

/** The likes of one kind of thing. */
export type Likes<View> = LikeReads & LikeWrites<View>;

export function likesIn<Row extends { like_count: number }, View>(
  tables: LikeTables<Row, View>,
): Likes<View> {
  return { ...readsOf(tables), ...writesOf(tables) };
}
