import type { Queryable } from '../postgres/queryable.js';
import { statement } from './statement.js';

export interface Candidates {
  /** Newest first. */
  ids: string[];
  /** The epoch in the same snapshot. */
  epoch: string;
}

interface Row {
  epoch: string;
  id: string | null;
}

const candidates = statement<Row>(
  'feed.candidates',
  `
  SELECT f.epoch, c.id
  FROM feed_state f LEFT JOIN (
    SELECT n.id
    FROM (SELECT followee_id AS author_id FROM follows WHERE follower_id = $1 UNION ALL SELECT $1::bigint) a
    CROSS JOIN LATERAL (
      SELECT id FROM posts p
      WHERE p.author_id = a.author_id AND p.deleted_at IS NULL AND p.id < $2
      ORDER BY id DESC LIMIT $3
    ) n
    ORDER BY n.id DESC LIMIT $3
  ) c ON true
  ORDER BY c.id DESC`,
);

/** The newest rows below an id by the viewer and the accounts that the viewer follows, eligible or not. */
export async function candidatesBelow(
  q: Queryable,
  viewerId: string,
  below: string,
  count: number,
): Promise<Candidates> {
  const rows = await q.query(candidates, [viewerId, below, count]);
  return { epoch: rows[0]?.epoch ?? '0', ids: rows.flatMap(({ id }) => (id === null ? [] : [id])) };
}
