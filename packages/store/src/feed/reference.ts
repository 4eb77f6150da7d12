import { toPage, type Page, type PageRequest } from '../postgres/cursor.js';
import type { Queryable } from '../postgres/queryable.js';
import { statement } from './statement.js';

/** One entry of a home feed, without what it shows. */
export interface ReferenceEntry {
  /** The id of the row that is the reason for the entry, a post or a share. It orders the feed. */
  id: string;
  postId: string;
  kind: 'AUTHORED' | 'SHARED';
  sharedBy: string | null;
}

interface Row {
  id: string;
  post_id: string;
  kind: 'AUTHORED' | 'SHARED';
  shared_by: string | null;
}

/**
 * The definition of the home feed, written to be obviously right and not to be fast. It repeats the conditions of
 * visibility.ts on purpose, because it exists to check them.
 * A share of a post by an author whom the viewer follows is left out: the post itself is in the feed.
 */
const reference = statement<Row>(
  'feed.reference',
  `
  WITH circle AS (
    SELECT followee_id AS id FROM follows WHERE follower_id = $1
    UNION SELECT $1::bigint
  ), ineligible AS (
    SELECT muted_id AS id FROM mutes WHERE muter_id = $1
    UNION SELECT blocked_id FROM blocks WHERE blocker_id = $1
    UNION SELECT blocker_id FROM blocks WHERE blocked_id = $1
  ), eligible AS (
    SELECT id FROM circle EXCEPT SELECT id FROM ineligible
  ), authored AS (
    SELECT p.id, p.id AS post_id, 'AUTHORED' AS kind, NULL::bigint AS shared_by
    FROM posts p
    WHERE p.shared_post_id IS NULL AND p.deleted_at IS NULL AND p.author_id IN (SELECT id FROM eligible)
  ), shared AS (
    SELECT DISTINCT ON (s.shared_post_id) s.id, s.shared_post_id AS post_id, 'SHARED' AS kind, s.author_id AS shared_by
    FROM posts s JOIN posts o ON o.id = s.shared_post_id
    WHERE s.deleted_at IS NULL AND o.deleted_at IS NULL
      AND s.author_id IN (SELECT id FROM eligible)
      AND o.author_id NOT IN (SELECT id FROM circle)
      AND o.author_id NOT IN (SELECT id FROM ineligible)
    ORDER BY s.shared_post_id, s.id
  )
  SELECT id, post_id, kind, shared_by
  FROM (SELECT * FROM authored UNION ALL SELECT * FROM shared) AS entries
  WHERE $2::bigint IS NULL OR id < $2
  ORDER BY id DESC
  LIMIT $3`,
);

/**
 * The viewer's home feed, newest first. For tests and verification only: it reads all posts of the viewer and of the
 * followed accounts.
 */
export async function referenceFeed(
  q: Queryable,
  viewerId: string,
  page: PageRequest,
): Promise<Page<ReferenceEntry>> {
  const rows = await q.query(reference, [viewerId, page.after ?? null, page.first + 1]);
  return toPage(rows.map(toEntry), page.first);
}

function toEntry(row: Row): ReferenceEntry {
  return { id: row.id, postId: row.post_id, kind: row.kind, sharedBy: row.shared_by };
}
