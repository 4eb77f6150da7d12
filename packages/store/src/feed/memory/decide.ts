import { largestId } from '../../postgres/ids.js';
import type { Queryable } from '../../postgres/queryable.js';
import { ineligibleAccounts } from '../../visibility.js';
import { newestRows, rowsOf } from '../sources.js';
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

interface RowInEpoch extends Row {
  epoch: string;
}

const follows = (author: string) =>
  `EXISTS (SELECT FROM follows w WHERE w.follower_id = $1 AND w.followee_id = ${author})`;
const isHeard = (author: string) => `${author} IN (SELECT id FROM heard)`;

const accounts = `
  ineligible AS MATERIALIZED (
    ${ineligibleAccounts('$1')}
  ), heard AS MATERIALIZED (
    SELECT a.id FROM (
      SELECT $1::bigint AS id UNION ALL SELECT followee_id FROM follows WHERE follower_id = $1
    ) a WHERE a.id NOT IN (SELECT id FROM ineligible)
  )`;

/** Decides among the rows of the CTE `newest` that are not below the one of `cut`. */
const decision = (columns = '') => `
  decided AS MATERIALIZED (
    SELECT r.id, r.shared_post_id
    FROM (SELECT DISTINCT id FROM newest WHERE id >= (SELECT id FROM cut) ORDER BY id DESC) c
    CROSS JOIN LATERAL (
      SELECT id, author_id, shared_post_id FROM posts WHERE id = c.id AND deleted_at IS NULL OFFSET 0
    ) r
    WHERE CASE WHEN NOT ${isHeard('r.author_id')} THEN false WHEN r.shared_post_id IS NULL THEN true ELSE
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
    ${columns}
    (SELECT string_agg(id::text, ' ') FROM heard) AS heard,
    (SELECT string_agg(concat_ws(' ', d.id, coalesce(d.shared_post_id, 0),
        ((SELECT true FROM post_likes l WHERE l.post_id = coalesce(d.shared_post_id, d.id) AND l.user_id = $1) IS NOT NULL)::int),
        ',' ORDER BY d.id DESC) FROM decided d) AS entries
  FROM cut`;

/**
 * $1 viewer, $2 entries at most, $3 how many times the average share of an author may write, $4 heard accounts from which
 * on the rows of everyone are scanned.
 */
export const decideStatement = statement<Row>(
  'feed.decide',
  `WITH ${accounts}, ${newestRows({
    ...{ accounts: 'heard', below: largestId, count: '$2', rows: rowsOf('$3', '$2'), scanFrom: '$4' },
  })}, ${decision()}`,
);

/**
 * $1 viewer, $2 entries at most, $3 candidates, $4 the id down to which they are complete for authors who are fanned
 * out. The rows of the others, and the viewer's own, are added here; each of these authors is cut at $2 rows.
 */
const decideAmongStatement = statement<RowInEpoch>(
  'feed.decide_among',
  `WITH ${accounts}, merged AS MATERIALIZED (
    SELECT a.id AS author_id, n.id
    FROM (
      SELECT $1::bigint AS id
      UNION ALL SELECT h.id FROM users h WHERE h.merge_on_read AND h.id <> $1 AND ${isHeard('h.id')}
    ) a CROSS JOIN LATERAL (
      SELECT id FROM posts WHERE author_id = a.id AND deleted_at IS NULL AND id >= $4 ORDER BY id DESC LIMIT $2
    ) n
  ), newest AS (
    SELECT unnest($3::bigint[]) AS id UNION ALL SELECT id FROM merged
  ), cut AS MATERIALIZED (
    SELECT greatest($4::bigint, max(id)) AS id
    FROM (SELECT min(id) AS id FROM merged GROUP BY author_id HAVING count(*) = $2) full_authors
  ), ${decision('(SELECT epoch FROM feed_state) AS epoch,')}`,
);

export interface Breadth {
  /** How many times the average share of an author may write. */
  times: number;
  /** Heard accounts from which on the newest rows of everyone are scanned. */
  scanFrom: number;
}

/** Decides the newest entries of the viewer's home feed, at most `count`, from Postgres alone. */
export async function decide(
  q: Queryable,
  viewerId: string,
  count: number,
  { times, scanFrom }: Breadth,
): Promise<Decided> {
  return toDecided(await q.query(decideStatement, [viewerId, count, times, scanFrom]));
}

export interface CandidateRows {
  readonly ids: readonly string[];
  /** They are complete down to this id for authors who are fanned out. */
  readonly floor: string;
}

/**
 * Decides the newest entries, at most `count`, among these candidates and the rows that are merged on read, and reads the
 * epoch in the same snapshot.
 */
export async function decideAmong(
  q: Queryable,
  viewerId: string,
  count: number,
  { ids, floor }: CandidateRows,
): Promise<Decided & { epoch: string }> {
  const rows = await q.query(decideAmongStatement, [viewerId, count, `{${ids.join(',')}}`, floor]);
  return { ...toDecided(rows), epoch: rows[0]?.epoch ?? '' };
}

function toDecided([row]: readonly Row[]): Decided {
  if (!row) throw new Error('the feed was not decided');
  const decided = (row.entries?.split(',') ?? []).map((entry) => entry.split(' '));
  const entries = decided.map(([id = '', shared = '0']) => ({ id, postId: shared === '0' ? id : shared }));
  const liked = entries.flatMap(({ postId }, at) => (decided[at]?.[2] === '1' ? [postId] : []));
  return { floor: row.floor, heard: row.heard.split(' '), entries, liked };
}
