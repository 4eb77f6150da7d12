import type { Database, Queryable } from '../postgres/queryable.js';
import { statement } from './statement.js';
import type { Timelines } from './timelines.js';
import type { Redis } from '../redis/redis.js';

const bump = statement('feed.bump_epoch', 'UPDATE feed_state SET epoch = epoch + 1');

/** Makes every cached timeline stale once it is committed: the next reader of each rebuilds it. */
export async function bumpEpoch(q: Queryable): Promise<void> {
  await q.query(bump);
}

const forget = statement(
  'feed.forget',
  `WITH raised AS (UPDATE feed_state SET epoch = epoch + 1) INSERT INTO feed_changes (kind) VALUES ('everything')`,
);

/**
 * Makes every cached timeline stale, and every process forget the feeds that it has in memory, once it is committed: for
 * whoever has changed rows without the journal.
 */
export async function forgetFeeds(q: Queryable): Promise<void> {
  await q.query(forget);
}

const forgetOne = statement(
  'feed.forget_one',
  `INSERT INTO feed_changes (kind, account_id) VALUES ('relation', $1)`,
);

/** Drops what is cached of an account's feed, in Redis and, once it is committed, in every process. */
export async function forgetFeed(
  tx: Queryable,
  timelines: Pick<Timelines, 'drop'>,
  viewerId: string,
): Promise<void> {
  await tx.query(forgetOne, [viewerId]);
  await timelines.drop([viewerId]);
}

const notice = statement<{ epoch: string }>(
  'feed.notice_redis',
  `UPDATE feed_state SET redis_run_id = $1, epoch = epoch + 1
   WHERE redis_run_id IS DISTINCT FROM $1 RETURNING epoch`,
);

/**
 * Must be called after every connect, because a restarted Redis may have loaded timelines that lack its last pushes.
 * @returns true when the server process is a new one and all timelines were made stale
 */
export async function noticeRedisRestart(database: Database, redis: Redis): Promise<boolean> {
  const info = await redis.run((client) => client.info('server'));
  const runId = /^run_id:(\w+)/m.exec(info)?.[1];
  if (runId === undefined) return false;
  return (await database.query(notice, [runId])).length > 0;
}
