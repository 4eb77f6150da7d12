import { largestId } from '../postgres/ids.js';
import type { Queryable } from '../postgres/queryable.js';
import { statement } from './statement.js';
import { bumpEpoch } from './epoch.js';
import { unlessUnavailable, type Timelines } from './timelines.js';

/*
 * None of this runs in a transaction, because Redis could not be part of one. A crash between two steps leaves the task
 * unfinished, and its retry pushes the same ids again, which changes nothing; each statement leaves feeds complete by
 * itself.
 */

export interface FanOutOptions {
  /**
   * Posts of an author with more followers are no longer fanned out: readers merge the newest rows themselves. With
   * fewer than half as many followers the author is fanned out again.
   */
  threshold: number;
  /** Followers read by one statement. */
  chunk: number;
  signal: AbortSignal;
}

export interface FanOutResult {
  outcome: 'pushed' | 'merge_on_read' | 'released' | 'gone' | 'redis_unavailable';
  /** Number of timelines that took the row. */
  pushed: number;
}

interface AuthorRow {
  author_id: string;
  followers_count: number;
  merge_on_read: boolean;
}

const author = statement<AuthorRow>(
  'fan_out.author',
  `SELECT p.author_id, u.followers_count, u.merge_on_read
   FROM posts p JOIN users u ON u.id = p.author_id
   WHERE p.id = $1 AND p.deleted_at IS NULL`,
);
const mergeOnRead = statement(
  'fan_out.merge_on_read',
  'UPDATE users SET merge_on_read = true WHERE id = $1 AND NOT merge_on_read',
);
/** No cached timeline has the rows of a merged author, so a trigger makes all of them stale. */
const release = statement(
  'fan_out.release',
  'UPDATE users SET merge_on_read = false WHERE id = $1 AND merge_on_read',
);
interface FollowersRow {
  ids: string;
  last: string;
}

/** One row for a page of followers, because a row for each would cost the worker ten times as much. */
const followers = statement<FollowersRow>(
  'fan_out.followers',
  `SELECT string_agg(follower_id::text, ' ') AS ids, min(id) AS last
   FROM (SELECT id, follower_id FROM follows WHERE followee_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3) page
   HAVING count(*) > 0`,
);

/** Puts a post or share into the timelines of the author's followers. Doing it twice changes nothing. */
export async function fanOutPost(
  q: Queryable,
  timelines: Timelines,
  rowId: string,
  options: FanOutOptions,
): Promise<FanOutResult> {
  const [row] = await q.query(author, [rowId]);
  if (!row) return { outcome: 'gone', pushed: 0 };
  if (row.merge_on_read && row.followers_count < options.threshold / 2) {
    await q.query(release, [row.author_id]);
    return { outcome: 'released', pushed: 0 };
  }
  if (row.merge_on_read || row.followers_count > options.threshold) {
    await q.query(mergeOnRead, [row.author_id]);
    return { outcome: 'merge_on_read', pushed: 0 };
  }
  let pushed = 0;
  for await (const followerIds of pagesOfFollowers(q, row.author_id, options)) {
    const taken = await orBumpEpoch(q, () => timelines.push(followerIds, rowId));
    if (taken === undefined) return { outcome: 'redis_unavailable', pushed };
    pushed += taken;
  }
  return { outcome: 'pushed', pushed };
}

/** Reads each page while the caller works on the one before. */
async function* pagesOfFollowers(
  q: Queryable,
  authorId: string,
  { chunk, signal }: FanOutOptions,
): AsyncGenerator<string[]> {
  const pageBelow = (id: string) => q.query(followers, [authorId, id, chunk]);
  let next: Promise<FollowersRow[]> | undefined = pageBelow(largestId);
  while (next) {
    signal.throwIfAborted();
    const [page]: FollowersRow[] = await next;
    if (!page) return;
    const ids: string[] = page.ids.split(' ');
    next = ids.length < chunk ? undefined : pageBelow(page.last);
    next?.catch(() => undefined);
    yield ids;
  }
}

export interface Follow {
  followerId: string;
  followeeId: string;
}

/**
 * Brings the followee's posts into the new follower's timeline, by dropping it: the next read builds it with them.
 * Adding them to the old one would need its ids in order, so that trimming takes off the oldest, not the latest push.
 */
export async function backfillFollow(
  q: Queryable,
  timelines: Timelines,
  { followerId }: Follow,
): Promise<void> {
  await orBumpEpoch(q, () => timelines.drop([followerId]));
}

/**
 * Frees the memory of entries that their readers no longer see, by dropping these timelines; the next read rebuilds
 * them. Without Redis nothing is freed, which needs no retry.
 */
export async function dropTimelines(timelines: Timelines, viewerIds: readonly string[]): Promise<void> {
  await timelines.drop(viewerIds).catch(unlessUnavailable);
}

/**
 * Without Redis no timeline can be changed, so all of them become stale.
 * @returns undefined when all became stale
 */
async function orBumpEpoch<T>(q: Queryable, change: () => Promise<T>): Promise<T | undefined> {
  try {
    return await change();
  } catch (error) {
    unlessUnavailable(error);
    await bumpEpoch(q);
    return undefined;
  }
}
