import { isCodedError } from '@feed/platform/errors';
import { statement, type Tx } from '../postgres/database.js';
import { bumpEpoch } from './epoch.js';
import type { Timelines } from './timelines.js';

export interface FanOutOptions {
  /**
   * An author with more followers is not fanned out from then on: readers merge the newest rows themselves. Below half
   * of it the author is fanned out again.
   */
  threshold: number;
  /** Followers that are read at once. */
  chunk: number;
  signal: AbortSignal;
}

export interface FanOutResult {
  outcome: 'pushed' | 'merge_on_read' | 'released' | 'gone' | 'redis_unavailable';
  /** Timelines that took the row. */
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
const release = statement(
  'fan_out.release',
  'UPDATE users SET merge_on_read = false WHERE id = $1 AND merge_on_read',
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
const newest = '9223372036854775807';

/** Puts a post or share into the timelines of the author's followers. Doing it twice changes nothing. */
export async function fanOutPost(
  tx: Tx,
  timelines: Timelines,
  rowId: string,
  options: FanOutOptions,
): Promise<FanOutResult> {
  const [row] = await tx.query(author, [rowId]);
  if (!row) return { outcome: 'gone', pushed: 0 };
  if (row.merge_on_read && row.followers_count < options.threshold / 2)
    return releaseAuthor(tx, row.author_id);
  if (row.merge_on_read || row.followers_count > options.threshold) {
    await tx.query(mergeOnRead, [row.author_id]);
    return { outcome: 'merge_on_read', pushed: 0 };
  }
  let pushed = 0;
  const complete = await orBumpEpoch(tx, async () => {
    for await (const chunk of followerChunks(tx, row.author_id, options))
      pushed += await timelines.push(chunk, [rowId]);
  });
  return { outcome: complete ? 'pushed' : 'redis_unavailable', pushed };
}

/** No timeline has the author's rows, so each has to be built anew, with them. Half the threshold keeps that rare. */
async function releaseAuthor(tx: Tx, authorId: string): Promise<FanOutResult> {
  await tx.query(release, [authorId]);
  await bumpEpoch(tx);
  return { outcome: 'released', pushed: 0 };
}

async function* followerChunks(
  tx: Tx,
  authorId: string,
  { chunk, signal }: FanOutOptions,
): AsyncGenerator<string[]> {
  for (let below: string | undefined = newest; below !== undefined;) {
    signal.throwIfAborted();
    const rows: { id: string; follower_id: string }[] = await tx.query(followers, [authorId, below, chunk]);
    if (rows.length > 0) yield rows.map((row) => row.follower_id);
    below = rows.length < chunk ? undefined : rows.at(-1)?.id;
  }
}

export interface Follow {
  followerId: string;
  followeeId: string;
}

/**
 * Brings what the followee has posted into the new follower's timeline. One row more than a timeline holds is pushed,
 * so that a timeline which cannot hold all of them knows that it ends there.
 */
export async function backfillFollow(
  tx: Tx,
  timelines: Timelines,
  { followerId, followeeId }: Follow,
): Promise<void> {
  const rows = await tx.query(newestRows, [followerId, followeeId, timelines.size + 1]);
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return;
  await orBumpEpoch(tx, () => timelines.push([followerId], ids));
}

/** Readers never see what they do not follow; this gives the room of it back. Not worth a retry. */
export async function cleanUpUnfollow(timelines: Timelines, { followerId }: Follow): Promise<void> {
  await timelines.drop([followerId]).catch(unlessUnavailable);
}

/** Without Redis no timeline can be told, so all are declared worthless. False when that was needed. */
async function orBumpEpoch(tx: Tx, work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    unlessUnavailable(error);
    await bumpEpoch(tx);
    return false;
  }
}

function unlessUnavailable(error: unknown): void {
  if (!isCodedError(error) || error.code !== 'UNAVAILABLE') throw error;
}
