import type { PostView } from '../content/posts/view.js';
import { visiblePosts } from '../content/posts/reads.js';
import type { LongColumns } from '../postgres/long-columns.js';
import type { Queryable } from '../postgres/queryable.js';
import { readerOn } from '../postgres/shared-reads.js';
import { bestByHour } from './best-by-hour.js';
import { createRanking, type Ranking } from './ranking.js';

/** Windows up to a day are ranked apart from longer ones, because a week takes several times as long to read. */
const spans = [24, 168] as const;
const maxAgeMs = 55_000;
const chunk = 100;

export interface TrendingOptions {
  /** Belongs to the process: a ranking is made for all callers, and counts for none of them. */
  database: Queryable;
  /** Milliseconds since 1970. Default: the clock of the process. */
  now?: () => number;
}

export interface TrendingRequest {
  viewerId: string;
  /** The length of the window, which ends now: from 1 to 168. */
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

/** The rankings of the windows up to a number of hours, made from one statement. */
interface Reading {
  /** When it was begun, on the clock of the options. */
  at: number;
  readonly ranking: Promise<Ranking>;
}

export function createTrending({ database, now = Date.now }: TrendingOptions): Trending {
  const rankingFor = createReadings(database, now);
  return {
    async posts(q, { viewerId, hours, limit, columns }) {
      const ids = (await rankingFor(hours)).idsOf(hours);
      const found: PostView[] = [];
      let read = 0;
      while (read < ids.length && found.length < limit) {
        // Most viewers may see all of them, so the first statement reads no more than it has to.
        const end = read + (read === 0 ? limit : chunk);
        found.push(...(await inOrder(q, viewerId, Array.from(ids.subarray(read, end), String), columns)));
        read = end;
      }
      return found.slice(0, limit);
    },
  };
}

/**
 * Whatever windows callers ask for, two statements a minute read all that is needed, one after the other: no caller can
 * keep the database busy with rankings.
 * @returns a function that gives a ranking of at least so many hours
 */
function createReadings(database: Queryable, now: () => number): (hours: number) => Promise<Ranking> {
  const readings = new Map<number, Reading>();
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = last.then(work, work);
    last = done;
    return done;
  }

  function read(span: number): Promise<Ranking> {
    const reading: Reading = {
      at: now(),
      ranking: inTurn(async () => {
        reading.at = now();
        return createRanking(await bestByHour(database, reading.at, span));
      }),
    };
    readings.set(span, reading);
    reading.ranking.catch(() => readings.get(span) === reading && readings.delete(span));
    return reading.ranking;
  }

  return (hours) => {
    const enough = spans.filter((span) => span >= hours);
    for (const span of enough) {
      const known = readings.get(span);
      if (known && now() - known.at < maxAgeMs) return known.ranking;
    }
    return read(enough[0] ?? spans[1]);
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
