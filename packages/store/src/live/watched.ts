import type { Queryable } from '../postgres/queryable.js';
import { visiblePost } from '../visibility.js';
import { statement } from './statement.js';

/** An account and a post that it watches. */
export interface Watch {
  readonly viewerId: string;
  readonly postId: string;
}

const lost = statement<{ n: number }>(
  'live.lost',
  `SELECT w.n::int FROM unnest($1::bigint[], $2::bigint[]) WITH ORDINALITY AS w (viewer_id, post_id, n)
   WHERE NOT EXISTS (SELECT FROM posts p WHERE p.id = w.post_id AND ${visiblePost('w.viewer_id', 'p')})`,
);

/** Those of the watches whose account may not see the post, or not any more. */
export async function lostWatches<W extends Watch>(q: Queryable, watches: readonly W[]): Promise<W[]> {
  const values = [watches.map(({ viewerId }) => viewerId), watches.map(({ postId }) => postId)];
  return (await q.query(lost, values)).flatMap(({ n }) => watches[n - 1] ?? []);
}
