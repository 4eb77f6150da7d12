import type { Queryable } from '../../postgres/queryable.js';
import { ineligibleAccounts } from '../../visibility.js';
import { statement } from '../statement.js';

/** One entry of a home feed. */
export interface DecidedEntry {
  /** The id of the post or share that is the reason for the entry. */
  readonly id: string;
  readonly postId: string;
}

/** The newest part of a home feed, and what decides who belongs to it. */
export interface Decided {
  /** The list is complete down to this id; 0 when it has everything. */
  readonly floor: string;
  /** The accounts whose posts and shares are eligible. */
  readonly heard: readonly string[];
  /** Newest first. */
  readonly entries: readonly DecidedEntry[];
  /** Those of the posts that the viewer likes. */
  readonly liked: readonly string[];
}

interface Row {
  floor: string;
  heard: string;
  entries: string | null;
}

const follows = (author: string) =>
  `EXISTS (SELECT FROM follows w WHERE w.follower_id = $1 AND w.followee_id = ${author})`;
const isHeard = (author: string) => `${author} IN (SELECT id FROM heard)`;

/**
 * $1 viewer, $2 entries at most, $3 how many times the average share of an author may write.
 * It takes the newest rows of each heard author. The list ends at the highest id at which one of them was cut off.
 */
export const decideStatement = statement<Row>(
  'feed.decide',
  `
  WITH ineligible AS MATERIALIZED (
    ${ineligibleAccounts('$1')}
  ), heard AS MATERIALIZED (
    SELECT a.id FROM (
      SELECT $1::bigint AS id UNION ALL SELECT followee_id FROM follows WHERE follower_id = $1
    ) a WHERE a.id NOT IN (SELECT id FROM ineligible)
  ), depth AS MATERIALIZED (
    SELECT greatest(6, ceil($3::int * $2::int / greatest(count(*), 1))::int) AS rows FROM heard
  ), pulled AS MATERIALIZED (
    SELECT h.id AS author_id, n.id
    FROM heard h CROSS JOIN LATERAL (
      SELECT id FROM posts WHERE author_id = h.id AND deleted_at IS NULL
      ORDER BY id DESC LIMIT (SELECT rows FROM depth)
    ) n
  ), cut AS MATERIALIZED (
    SELECT coalesce(max(id), 0) AS id FROM (
      SELECT min(id) AS id FROM pulled GROUP BY author_id HAVING count(*) = (SELECT rows FROM depth)
    ) m
  ), decided AS MATERIALIZED (
    SELECT r.id, r.shared_post_id
    FROM (SELECT id FROM pulled WHERE id >= (SELECT id FROM cut) ORDER BY id DESC) c
    CROSS JOIN LATERAL (SELECT id, shared_post_id FROM posts WHERE id = c.id OFFSET 0) r
    WHERE CASE WHEN r.shared_post_id IS NULL THEN true ELSE
      EXISTS (
        SELECT FROM posts o
        WHERE o.id = r.shared_post_id AND o.deleted_at IS NULL
          AND o.author_id <> $1 AND NOT ${follows('o.author_id')} AND o.author_id NOT IN (SELECT id FROM ineligible))
      AND NOT EXISTS (
        SELECT FROM posts e
        WHERE e.shared_post_id = r.shared_post_id AND e.id < r.id AND e.deleted_at IS NULL AND ${isHeard('e.author_id')})
      END
    ORDER BY c.id DESC LIMIT $2
  )
  SELECT
    CASE WHEN (SELECT count(*) FROM decided) = $2 THEN (SELECT min(id) FROM decided) ELSE cut.id END AS floor,
    (SELECT string_agg(id::text, ' ') FROM heard) AS heard,
    (SELECT string_agg(concat_ws(' ', d.id, coalesce(d.shared_post_id, 0),
        ((SELECT true FROM post_likes l WHERE l.post_id = coalesce(d.shared_post_id, d.id) AND l.user_id = $1) IS NOT NULL)::int),
        ',' ORDER BY d.id DESC) FROM decided d) AS entries
  FROM cut`,
);

/** Decides the newest entries of the viewer's home feed, at most `count`. @param breadth the third argument of the statement */
export async function decide(
  q: Queryable,
  viewerId: string,
  count: number,
  breadth: number,
): Promise<Decided> {
  const [row] = await q.query(decideStatement, [viewerId, count, breadth]);
  if (!row) throw new Error('the feed was not decided');
  const decided = (row.entries?.split(',') ?? []).map((entry) => entry.split(' '));
  const entries = decided.map(([id = '', shared = '0']) => ({ id, postId: shared === '0' ? id : shared }));
  const liked = entries.flatMap(({ postId }, at) => (decided[at]?.[2] === '1' ? [postId] : []));
  return { floor: row.floor, heard: row.heard.split(' '), entries, liked };
}
