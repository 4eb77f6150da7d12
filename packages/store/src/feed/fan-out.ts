import { isCodedError } from '@feed/platform/errors';
import { largestId } from '../postgres/ids.js';
import type { Queryable } from '../postgres/queryable.js';
import { statement } from './statement.js';
import { bumpEpoch } from './epoch.js';
import type { Timelines } from './timelines.js';

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
/**
 * No cached timeline has the rows of a merged author, so all of them have to be rebuilt. Both changes are in one
 * statement, because between them readers would miss those rows.
 */
const release = statement(
  'fan_out.release',
  `WITH released AS (UPDATE users SET merge_on_read = false WHERE id = $1 AND merge_on_read RETURNING id)
   UPDATE feed_state SET epoch = epoch + 1 WHERE EXISTS (SELECT FROM released)`,
);
const followers = statement<{ id: string; follower_id: string }>(
  'fan_out.followers',
  `SELECT id, follower_id FROM follows WHERE followee_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3`,
);
const newestRows = statement<{ id: string }>(
  'fan_out.newest_rows',
  `SELECT p.id FROM posts p
   WHERE p.author_id = $2 AND p.deleted_at IS NULL
     AND EXISTS (SELECT FROM follows f JOIN users u ON u.id = f.followee_id
                 WHERE f.follower_id = $1 AND f.followee_id = $2 AND NOT u.merge_on_read)
   ORDER BY p.id DESC LIMIT $3`,
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
  for await (const chunk of followerChunks(q, row.author_id, options)) {
    const taken = await pushOrBumpEpoch(q, timelines, chunk, [rowId]);
    if (taken === undefined) return { outcome: 'redis_unavailable', pushed };
    pushed += taken;
  }
  return { outcome: 'pushed', pushed };
}

async function* followerChunks(
  q: Queryable,
  authorId: string,
  { chunk, signal }: FanOutOptions,
): AsyncGenerator<string[]> {
  for (let below: string | undefined = largestId; below !== undefined;) {
    signal.throwIfAborted();
    const rows: { id: string; follower_id: string }[] = await q.query(followers, [authorId, below, chunk]);
    if (rows.length > 0) yield rows.map((row) => row.follower_id);
    below = rows.length < chunk ? undefined : rows.at(-1)?.id;
  }
}

export interface Follow {
  followerId: string;
  followeeId: string;
}

/**
 * Puts the followee's newest posts into the new follower's timeline. It pushes one row more than a timeline has room
 * for, so that a timeline that cannot take all of them knows that it is not complete below.
 */
export async function backfillFollow(
  q: Queryable,
  timelines: Timelines,
  { followerId, followeeId }: Follow,
): Promise<void> {
  const rows = await q.query(newestRows, [followerId, followeeId, timelines.size + 1]);
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return;
  await pushOrBumpEpoch(q, timelines, [followerId], ids);
}

/**
 * Frees the memory of entries that their readers no longer see, by dropping these timelines; the next read rebuilds
 * them. Without Redis nothing is freed, which needs no retry.
 */
export async function dropTimelines(timelines: Timelines, viewerIds: readonly string[]): Promise<void> {
  await timelines.drop(viewerIds).catch(unlessUnavailable);
}

/**
 * Without Redis no timeline can be extended, so all of them become stale.
 * @returns how many timelines took the rows, or undefined when all became stale
 */
async function pushOrBumpEpoch(
  q: Queryable,
  timelines: Timelines,
  viewerIds: readonly string[],
  rowIds: readonly string[],
): Promise<number | undefined> {
  try {
    return await timelines.push(viewerIds, rowIds);
  } catch (error) {
    unlessUnavailable(error);
    await bumpEpoch(q);
    return undefined;
  }
}

function unlessUnavailable(error: unknown): void {
  if (!isCodedError(error) || error.code !== 'UNAVAILABLE') throw error;
}
