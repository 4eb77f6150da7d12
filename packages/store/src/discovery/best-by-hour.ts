import { firstIdAt, largestId } from '../postgres/ids.js';
import type { Queryable } from '../postgres/queryable.js';
import { publicPost } from '../visibility.js';
import { statement } from './statement.js';

/** The number of posts of a window that are ranked: enough to fill a page of those that a viewer may see. */
export const maxRanked = 1_000;
const hourMs = 3_600_000;

/** Posts with their scores, the best first, the newer ones first among equals. */
export interface Scored {
  readonly ids: BigInt64Array;
  readonly scores: Int32Array;
}

interface HourRow {
  /** The number of the hour before the end of the window, from 1 on. */
  n: number;
  /** Eight bytes of the id and four of the score for each post. */
  best: Buffer;
}

/**
 * A post of a window has got all its likes, comments and shares in the window, too, because it is not older than they are.
 * So the counters of the post are their exact numbers, and no rows of them have to be read.
 *
 * The best of a window are among the best of its hours. They come as bytes, because an array of numbers would take the
 * driver longer to read than Postgres takes to rank them.
 */
const selectBest = statement<HourRow>(
  'trending.best_by_hour',
  `SELECT hour.n::int, best.best
   FROM unnest($1::bigint[], $2::bigint[]) WITH ORDINALITY AS hour (first_id, next_id, n)
   CROSS JOIN LATERAL (
     SELECT string_agg(int8send(b.id) || int4send(b.score), ''::bytea ORDER BY b.score DESC, b.id DESC) AS best
     FROM (
       SELECT p.id, p.like_count + 2 * p.comment_count + 3 * p.share_count AS score
       FROM posts p WHERE p.id >= hour.first_id AND p.id < hour.next_id AND ${publicPost('p')}
       ORDER BY score DESC, p.id DESC LIMIT $3) b) best
   WHERE best.best IS NOT NULL`,
);

/**
 * The best posts of each of the hours before a moment, which ends the first of them. It reads all posts of these hours.
 * @param at milliseconds since 1970; posts that are newer belong to the first hour
 */
export async function bestByHour(q: Queryable, at: number, hours: number): Promise<Scored[]> {
  const bounds = Array.from({ length: hours }, (_, n) => firstIdAt(at - (n + 1) * hourMs));
  return bestOfRanges(q, bounds, [largestId, ...bounds.slice(0, -1)]);
}

/** The best posts with ids from the first to below the next of each range. */
export async function bestOfRanges(
  q: Queryable,
  first: readonly string[],
  next: readonly string[],
): Promise<Scored[]> {
  const rows = await q.query(selectBest, [first, next, maxRanked]);
  const best = first.map(() => scoredOf(Buffer.alloc(0)));
  for (const row of rows) best[row.n - 1] = scoredOf(row.best);
  return best;
}

const bytesEach = 12;

function scoredOf(bytes: Buffer): Scored {
  const count = bytes.length / bytesEach;
  const ids = new BigInt64Array(count);
  const scores = new Int32Array(count);
  for (let at = 0; at < count; at += 1) {
    ids[at] = bytes.readBigInt64BE(at * bytesEach);
    scores[at] = bytes.readInt32BE(at * bytesEach + 8);
  }
  return { ids, scores };
}
