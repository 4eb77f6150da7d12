import type { Queryable } from '../postgres/queryable.js';
import { statement } from './statement.js';

/** The tasks that bring rows into timelines, and the events that cause them. */
export const fanOut = { task: 'fan-out-post', events: ['post.created', 'post.shared'] } as const;
export const backfill = { task: 'backfill-follow', events: ['user.followed'] } as const;

const names = (kinds: readonly string[]): string => kinds.map((kind) => `'${kind}'`).join(', ');
const fanOutKinds = names([fanOut.task, ...fanOut.events]);
const backfillKinds = names([backfill.task, ...backfill.events]);

/** With more waiting than this, it is cheaper to do without the timeline. */
const most = 500;

interface Row {
  count: number;
  posts: string | null;
  follows: boolean;
}

const ofState = (state: string): string => `SELECT kind, payload FROM tasks WHERE state = '${state}'`;

/**
 * A dead task counts, because it has not done its work. Other kinds are counted as well, because finding the right ones
 * reads them too.
 */
const unfinished = statement<Row>(
  'feed.unfinished',
  `SELECT count(*)::int AS count,
     string_agg(payload->>'postId', ' ') FILTER (WHERE kind IN (${fanOutKinds})) AS posts,
     coalesce(bool_or(payload->>'followerId' = $1::text) FILTER (WHERE kind IN (${backfillKinds})), false) AS follows
   FROM (
     SELECT * FROM (
       ${['pending', 'running', 'dead'].map(ofState).join(' UNION ALL ')}
       UNION ALL SELECT kind, payload FROM events WHERE dispatched_at IS NULL
     ) waiting LIMIT ${most + 1}
   ) counted`,
);

/**
 * The posts and shares that are committed but may be missing in timelines.
 * @returns undefined when there are too many, or when a follow of this viewer is not done
 */
export async function unfinishedFanOuts(q: Queryable, viewerId: string): Promise<string[] | undefined> {
  const [row] = await q.query(unfinished, [viewerId]);
  if (!row || row.count > most || row.follows) return undefined;
  return row.posts?.split(' ') ?? [];
}
