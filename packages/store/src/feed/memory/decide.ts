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

/** Asks for the newest entries of one viewer's home feed. */
export interface Ask {
  readonly viewerId: string;
  /** Entries at most. */
  readonly count: number;
}

interface Row {
  floor: string;
  heard: string;
  entries: string | null;
}

interface RowInEpoch extends Row {
  epoch: string;
}

/** It is a look-up for each row, because a join could read all followed accounts. */
const followed = (author: string) =>
  `(SELECT true FROM follows w WHERE w.follower_id = asked.viewer_id AND w.followee_id = ${author}) IS NOT NULL`;
const isHeard = (author: string) => `${author} IN (SELECT id FROM heard)`;

const accounts = `
  ineligible AS MATERIALIZED (
    ${ineligibleAccounts('asked.viewer_id')}
  ), heard AS MATERIALIZED (
    SELECT a.id FROM (
      SELECT asked.viewer_id AS id UNION ALL SELECT followee_id FROM follows WHERE follower_id = asked.viewer_id
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
        WHERE o.id = r.shared_post_id AND o.deleted_at IS NULL AND o.author_id <> asked.viewer_id
          AND NOT (${followed('o.author_id')}) AND o.author_id NOT IN (SELECT id FROM ineligible))
      AND NOT EXISTS (
        SELECT FROM posts e
        WHERE e.shared_post_id = r.shared_post_id AND e.id < r.id AND e.deleted_at IS NULL AND ${isHeard('e.author_id')})
      END
    ORDER BY c.id DESC LIMIT asked.entries
  )
  SELECT
    CASE WHEN (SELECT count(*) FROM decided) = asked.entries THEN (SELECT min(id) FROM decided) ELSE cut.id END AS floor,
    ${columns}
    (SELECT string_agg(id::text, ' ') FROM heard) AS heard,
    (SELECT string_agg(concat_ws(' ', d.id, coalesce(d.shared_post_id, 0),
        ((SELECT true FROM post_likes l
          WHERE l.post_id = coalesce(d.shared_post_id, d.id) AND l.user_id = asked.viewer_id) IS NOT NULL)::int),
        ',' ORDER BY d.id DESC) FROM decided d) AS entries
  FROM cut`;

/**
 * $1 viewers, $2 entries of each at most, $3 how many times the average share of an author may write, $4 heard accounts
 * from which on the rows of everyone are scanned.
 */
export const decideStatement = statement<Row>(
  'feed.decide',
  `SELECT feed.* FROM unnest($1::bigint[], $2::int[]) WITH ORDINALITY AS asked(viewer_id, entries, n)
  CROSS JOIN LATERAL (
    WITH ${accounts}, ${newestRows({
      ...{ accounts: 'heard', below: largestId, count: 'asked.entries' },
      ...{ rows: rowsOf('$3', 'asked.entries'), scanFrom: '$4' },
    })}, ${decision()}
  ) feed ORDER BY asked.n`,
);

/**
 * $1 viewers, $2 entries of each at most, $3 candidates of each, $4 the id down to which they are complete for authors
 * who are fanned out. The rows of the others, and the viewer's own, are added here; each of these authors is cut at the
 * number of entries.
 */
const decideAmongStatement = statement<RowInEpoch>(
  'feed.decide_among',
  `SELECT feed.*
  FROM unnest($1::bigint[], $2::int[], $3::text[], $4::bigint[]) WITH ORDINALITY AS asked(viewer_id, entries, ids, floor, n)
  CROSS JOIN LATERAL (
    WITH ${accounts}, merged AS MATERIALIZED (
      SELECT a.id AS author_id, n.id
      FROM (
        SELECT asked.viewer_id AS id
        UNION ALL SELECT h.id FROM users h WHERE h.merge_on_read AND h.id <> asked.viewer_id AND ${isHeard('h.id')}
      ) a CROSS JOIN LATERAL (
        SELECT id FROM posts WHERE author_id = a.id AND deleted_at IS NULL AND id >= asked.floor
        ORDER BY id DESC LIMIT asked.entries
      ) n
    ), newest AS (
      SELECT unnest(asked.ids::bigint[]) AS id UNION ALL SELECT id FROM merged
    ), cut AS MATERIALIZED (
      SELECT greatest(asked.floor, max(id)) AS id
      FROM (SELECT min(id) AS id FROM merged GROUP BY author_id HAVING count(*) = asked.entries) full_authors
    ), ${decision('(SELECT epoch FROM feed_state) AS epoch,')}
  ) feed ORDER BY asked.n`,
);

export interface Breadth {
  /** How many times the average share of an author may write. */
  times: number;
  /** Heard accounts from which on the newest rows of everyone are scanned. */
  scanFrom: number;
}

/** Decides the newest entries of home feeds from Postgres alone, in one statement. @returns feeds in the order of `asks` */
export async function decide(
  q: Queryable,
  asks: readonly Ask[],
  { times, scanFrom }: Breadth,
): Promise<Decided[]> {
  const rows = await q.query(decideStatement, [...asked(asks), times, scanFrom]);
  return rows.map(toDecided);
}

export interface CandidateRows {
  readonly ids: readonly string[];
  /** They are complete down to this id for authors who are fanned out. */
  readonly floor: string;
}

/**
 * Decides the newest entries among these candidates and the rows that are merged on read, and reads the epoch in the same
 * snapshot, in one statement. @returns feeds in the order of `asks`
 */
export async function decideAmong(
  q: Queryable,
  asks: readonly (Ask & CandidateRows)[],
): Promise<(Decided & { epoch: string })[]> {
  const ids = asks.map((ask) => `{${ask.ids.join(',')}}`);
  const floors = array(asks.map(({ floor }) => floor));
  const rows = await q.query(decideAmongStatement, [...asked(asks), ids, floors]);
  return rows.map((row) => ({ ...toDecided(row), epoch: row.epoch }));
}

const array = (values: readonly (string | number)[]): string => `{${values.join(',')}}`;

const asked = (asks: readonly Ask[]): [viewers: string, counts: string] => [
  array(asks.map(({ viewerId }) => viewerId)),
  array(asks.map(({ count }) => count)),
];

function toDecided(row: Row): Decided {
  const decided = (row.entries?.split(',') ?? []).map((entry) => entry.split(' '));
  const entries = decided.map(([id = '', shared = '0']) => ({ id, postId: shared === '0' ? id : shared }));
  const liked = entries.flatMap(({ postId }, at) => (decided[at]?.[2] === '1' ? [postId] : []));
  return { floor: row.floor, heard: row.heard.split(' '), entries, liked };
}
