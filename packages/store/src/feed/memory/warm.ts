import { setTimeout as pause } from 'node:timers/promises';
import type { Queryable } from '../../postgres/queryable.js';
import { statement } from '../statement.js';
import type { FeedMemory } from './feed-memory.js';

/** An index would cost every refresh of a token more than this scan costs a process that has just started. */
const recentViewers = statement<{ user_id: string }>(
  'feed.recent_viewers',
  `SELECT user_id FROM sessions WHERE revoked_at IS NULL AND expires_at > now()
   GROUP BY user_id ORDER BY max(last_used_at) DESC LIMIT $1`,
);

export interface WarmOptions {
  database: Queryable;
  memory: Pick<FeedMemory, 'page'>;
  /** The maximum number of viewers. */
  viewers: number;
  signal: AbortSignal;
}

const firstPage = { first: 20 };
/** The time between two reads, in milliseconds: callers come first. */
const pauseMs = 20;

/**
 * Reads the feeds of the viewers whose sessions were used last, one after the other, so that a process that has just
 * started soon answers from memory.
 * @returns how many it read before it was done or aborted. Rejects when the stores do not respond.
 */
export async function warmFeeds({ database, memory, viewers, signal }: WarmOptions): Promise<number> {
  const rows = await database.query(recentViewers, [viewers]);
  let read = 0;
  for (const { user_id } of rows) {
    if (signal.aborted) break;
    await memory.page(user_id, firstPage);
    read += 1;
    await pause(pauseMs);
  }
  return read;
}
