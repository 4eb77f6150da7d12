import { userColumns, toUserView, type UserRow } from '../identity/users/view.js';
import { type LongColumns, onlyIf, textIf } from '../postgres/long-columns.js';
import type { Queryable } from '../postgres/queryable.js';
import { authored, type FeedEntry, type FeedReason } from './entry.js';
import { statement } from './statement.js';
import type { StatementName } from '../postgres/statement.js';
import {
  briefPostColumns,
  postColumns,
  toBriefPostView,
  toPostView,
  type PostRow,
} from '../content/posts/view.js';
import { ineligibleAccounts } from '../visibility.js';

interface Bounds {
  epoch: string;
  bound: string;
}

interface Row extends PostRow, Bounds {
  /** Null when the reason is the post itself. */
  share_id: string | null;
  /** One column for the whole share, because few entries have one, and each column costs every row. */
  share: Share | null;
}

/** Its ids are text, because JSON's numbers cannot carry them. */
interface Share extends UserRow {
  /** Null when it was not read. */
  caption: string | null;
  sharer_id: string;
}

/** The only row of an empty page. */
interface NoRow extends Bounds {
  post_id: null;
}

/** It is a look-up for each row, because a join could read all followed accounts. */
const follows = (author: string) =>
  `(SELECT true FROM follows w WHERE w.follower_id = $1 AND w.followee_id = ${author}) IS NOT NULL`;
const eligible = (author: string) => `${author} NOT IN (SELECT id FROM ineligible)`;
const belongs = (author: string) => `(${author} = $1 OR (${follows(author)})) AND ${eligible(author)}`;

/** The newest rows of one author inside the window of the page. */
const newestOf = (author: string) => `
  SELECT id FROM posts WHERE author_id = ${author} AND deleted_at IS NULL AND id < $3 AND id >= $4
  ORDER BY id DESC LIMIT $5`;

/**
 * $1 viewer, $2 candidate ids, $3 rows below this id, $4 rows from this id on, $5 entries at most, $6 with texts, $7
 * with the bio of accounts.
 * Own rows and those of accounts with too many followers to fan out to are merged in here. Each such source is cut at
 * $5 rows; `bound` is the id down to which no source was cut, and the page ends there.
 */
const decided = `
  WITH ineligible AS MATERIALIZED (
    ${ineligibleAccounts('$1')}
  ), merged AS MATERIALIZED (
    SELECT a.id AS author_id, n.id
    FROM (
      SELECT $1::bigint AS id
      UNION ALL SELECT h.id FROM users h WHERE h.merge_on_read AND (${follows('h.id')})
    ) a CROSS JOIN LATERAL (${newestOf('a.id')}) n
  ), bounds AS MATERIALIZED (
    SELECT (SELECT epoch FROM feed_state) AS epoch, greatest($4::bigint, max(cut.id)) AS bound
    FROM (SELECT min(id) AS id FROM merged GROUP BY author_id HAVING count(*) = $5) cut
  ), picked AS (
    SELECT r.*
    FROM (
      SELECT raw.id
      FROM (SELECT id FROM unnest($2::bigint[]) AS c(id) WHERE id < $3 UNION SELECT id FROM merged) raw
      WHERE raw.id >= (SELECT bound FROM bounds)
      ORDER BY raw.id DESC
    ) c
    CROSS JOIN LATERAL (SELECT * FROM posts WHERE id = c.id AND deleted_at IS NULL OFFSET 0) r
    WHERE ${belongs('r.author_id')}
      AND CASE WHEN r.shared_post_id IS NULL THEN true ELSE
        EXISTS (
          SELECT FROM posts o
          WHERE o.id = r.shared_post_id AND o.deleted_at IS NULL
            AND o.author_id <> $1 AND NOT (${follows('o.author_id')}) AND ${eligible('o.author_id')})
        AND NOT EXISTS (
          SELECT FROM posts e
          WHERE e.shared_post_id = r.shared_post_id AND e.id < r.id AND e.deleted_at IS NULL
            AND ${belongs('e.author_id')})
        END
    ORDER BY c.id DESC LIMIT $5
  )`;

const page = (name: StatementName<'feed'>, columns: string) =>
  statement<Row | NoRow>(
    name,
    `${decided}
  SELECT bounds.epoch, bounds.bound, entry.*
  FROM bounds LEFT JOIN LATERAL (
    SELECT ${columns},
      CASE WHEN k.shared_post_id IS NOT NULL THEN k.id END AS share_id,
      CASE WHEN k.shared_post_id IS NOT NULL THEN (
        SELECT row_to_json(x) FROM (
          SELECT ${onlyIf('$6', 'k.content')} AS caption, s.id::text AS sharer_id, ${userColumns('s', '$7')} FROM users s WHERE s.id = k.author_id
        ) x
      ) END AS share
    FROM picked k
    CROSS JOIN LATERAL (
      SELECT k.* WHERE k.shared_post_id IS NULL UNION ALL SELECT * FROM posts WHERE id = k.shared_post_id
    ) p
    CROSS JOIN LATERAL (SELECT * FROM users WHERE id = p.author_id OFFSET 0) u
  ) entry ON true
  ORDER BY coalesce(entry.share_id, entry.post_id) DESC`,
  );

const pages = {
  full: page('feed.page', postColumns('$1', '$6', '$7')),
  brief: page('feed.page_brief', briefPostColumns('$1', '$6')),
};

/** `brief` entries lack the bio and the counts of the author. */
export type Detail = keyof typeof pages;

export interface Window {
  /** Candidate rows, complete for authors who are fanned out, down to `from`. */
  ids: readonly string[];
  below: string;
  from: string;
}

export interface PagePart {
  entries: FeedEntry[];
  /** Everything at or above this id has been considered. */
  bound: string;
  epoch: string;
}

/** Decides which rows of a window belong to the feed now, and reads what they show, in one statement. */
export async function readPage(
  q: Queryable,
  viewerId: string,
  window: Window,
  { limit, detail, columns }: { limit: number; detail: Detail; columns: LongColumns },
): Promise<PagePart> {
  // This is a text, because the driver would quote each id of an array.
  const ids = `{${window.ids.join(',')}}`;
  const { text, bio } = columns;
  const rows = await q.query(pages[detail], [viewerId, ids, window.below, window.from, limit, text, bio]);
  const toView = detail === 'full' ? toPostView : toBriefPostView;
  const [first] = rows;
  if (!first?.epoch) throw new Error('feed_state has no row');
  return {
    entries: rows
      .filter((row) => row.post_id !== null)
      .map((row) => ({
        id: row.share_id ?? row.post_id,
        node: toView(row, columns),
        reason: toReason(row, columns),
      })),
    bound: first.bound,
    epoch: first.epoch,
  };
}

function toReason({ share_id, share }: Row, columns: LongColumns): FeedReason {
  if (share_id === null || !share) return authored;
  const { sharer_id, caption } = share;
  return {
    kind: 'SHARED',
    sharedBy: toUserView({ ...share, user_id: sharer_id }, columns),
    shareId: share_id,
    caption: textIf(columns.text, caption),
  };
}
