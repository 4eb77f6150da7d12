import type { PostView } from '../content/posts/view.js';
import { visiblePosts } from '../content/posts/reads.js';
import { firstIdAt } from '../postgres/ids.js';
import type { LongColumns } from '../postgres/long-columns.js';
import type { Queryable } from '../postgres/queryable.js';
import { readerOn } from '../postgres/shared-reads.js';
import { publicPost } from '../visibility.js';
import { statement } from './statement.js';

/** How many posts of a window are ranked: enough to fill a page of those that a viewer may see. */
const maxRanked = 1_000;
const maxAgeMs = 55_000;
const chunk = 100;

/**
 * A post of a window has got all its likes, comments and shares in the window, too, because it is not older than they are.
 * So the counters of the post are their exact numbers, and no rows of them have to be read.
 */
const selectRanked = statement<{ id: string }>(
  'trending.ranking',
  `SELECT p.id FROM posts p WHERE p.id >= $1 AND ${publicPost('p')}
   ORDER BY p.like_count + 2 * p.comment_count + 3 * p.share_count DESC, p.id DESC LIMIT $2`,
);

/** The ids of the posts created since then, the most discussed first. It reads all of these posts. */
export async function rankedSince(q: Queryable, firstId: string): Promise<string[]> {
  return (await q.query(selectRanked, [firstId, maxRanked])).map(({ id }) => id);
}

interface Ranking {
  /** When it was begun, on the clock of the options. */
  at: number;
  readonly ids: Promise<BigInt64Array>;
}

export interface TrendingOptions {
  /** Belongs to the process: a ranking is made for all callers, and counts for none of them. */
  database: Queryable;
  /** Milliseconds since 1970. Default: the clock of the process. */
  now?: () => number;
}

export interface TrendingRequest {
  viewerId: string;
  /** The length of the window, which ends now. */
  hours: number;
  limit: number;
  columns: LongColumns;
}

export interface Trending {
  /**
   * The posts of the window that the viewer may see, the most discussed first, by a ranking at most a minute old.
   * @param q for what the viewer alone needs
   */
  posts(q: Queryable, request: TrendingRequest): Promise<PostView[]>;
}

/** Rankings are kept per window, and made one after the other, so that no caller can keep many connections busy with them. */
export function createTrending({ database, now = Date.now }: TrendingOptions): Trending {
  const rankings = new Map<number, Ranking>();
  let last: Promise<unknown> = Promise.resolve();

  async function rank(hours: number, at: number): Promise<BigInt64Array> {
    const ids = await rankedSince(database, firstIdAt(at - hours * 3_600_000));
    return BigInt64Array.from(ids, BigInt);
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = last.then(work, work);
    last = done;
    return done;
  }

  function rankingOf(hours: number): Promise<BigInt64Array> {
    const known = rankings.get(hours);
    if (known && now() - known.at < maxAgeMs) return known.ids;
    const ranking: Ranking = {
      at: now(),
      ids: inTurn(() => rank(hours, (ranking.at = now()))),
    };
    rankings.set(hours, ranking);
    ranking.ids.catch(() => rankings.get(hours) === ranking && rankings.delete(hours));
    return ranking.ids;
  }

  return {
    async posts(q, { viewerId, hours, limit, columns }) {
      const ranking = await rankingOf(hours);
      const found: PostView[] = [];
      let read = 0;
      while (read < ranking.length && found.length < limit) {
        // Most viewers may see all of them, so the first statement reads no more than it has to.
        const end = read + (read === 0 ? limit : chunk);
        const ids = Array.from(ranking.subarray(read, end), String);
        found.push(...(await inOrder(q, viewerId, ids, columns)));
        read = end;
      }
      return found.slice(0, limit);
    },
  };
}

async function inOrder(
  q: Queryable,
  viewerId: string,
  ids: readonly string[],
  columns: LongColumns,
): Promise<PostView[]> {
  const posts = new Map(
    (await visiblePosts(readerOn(q), viewerId, ids, columns)).map((post) => [post.id, post]),
  );
  return ids.flatMap((id) => posts.get(id) ?? []);
}
