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
  followers: string | null;
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
     string_agg(payload->>'followerId', ' ') FILTER (WHERE kind IN (${backfillKinds})) AS followers
   FROM (
     SELECT * FROM (
       ${['pending', 'running', 'dead'].map(ofState).join(' UNION ALL ')}
       UNION ALL SELECT kind, payload FROM events WHERE dispatched_at IS NULL
     ) waiting LIMIT ${most + 1}
   ) counted`,
);

export interface Unfinished {
  /** The posts and shares that are committed but may be missing in timelines. */
  readonly posts: readonly string[];
  /** The accounts that follow someone whose rows may be missing in their timelines. */
  readonly followers: ReadonlySet<string>;
}

/** @returns undefined when there are too many */
export async function unfinishedFanOuts(q: Queryable): Promise<Unfinished | undefined> {
  const [row] = await q.query(unfinished, []);
  if (!row || row.count > most) return undefined;
  return { posts: row.posts?.split(' ') ?? [], followers: new Set(row.followers?.split(' ')) };
}
