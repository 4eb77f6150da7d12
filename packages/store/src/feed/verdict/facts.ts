import type { Queryable } from '../../postgres/queryable.js';
import { blockOf, eligibleAccount, muteOf, visibleBehindBlock } from '../../visibility.js';
import { statement } from '../statement.js';

/** A post, or a share of one, and how the viewer stands to the accounts behind it. */
export interface Facts {
  id: string;
  isShare: boolean;
  /** The account that posted or shared it. */
  byId: string;
  deletedAt: Date | null;
  /** The post: itself, or the one that was shared. */
  postId: string;
  authorId: string;
  postDeletedAt: Date | null;
  /** Whether the viewer may know of it. What the viewer deleted, or wrote, or hid by a block of its own, counts as known. */
  known: boolean;
  /** Ids of the viewer's relations, which carry the time when they began. */
  blockOfBy: string | null;
  blockOfAuthor: string | null;
  muteOfBy: string | null;
  muteOfAuthor: string | null;
  followOfBy: string | null;
  followOfAuthor: string | null;
  /** The earliest eligible share of the post by the viewer or by an account that the viewer follows. */
  shareId: string | null;
  sharerId: string | null;
  followOfSharer: string | null;
  /** The earliest share of the post by an account that the viewer follows and has muted. */
  mutedSharerId: string | null;
  muteOfSharer: string | null;
}

const followOf = (account: string): string =>
  `(SELECT f.id FROM follows f WHERE f.follower_id = $1 AND f.followee_id = ${account})`;
const known = (row: string): string => `(${row}.author_id = $1 OR ${visibleBehindBlock('$1', row)})`;
/** Each account of the circle is asked, because a post may have many more shares than a viewer follows accounts. */
const earliestShare = (condition: string): string => `
  SELECT e.id, e.author_id, c.follow_id
  FROM (SELECT followee_id AS id, id AS follow_id FROM follows WHERE follower_id = $1 UNION ALL SELECT $1, NULL) c
    CROSS JOIN LATERAL (
      SELECT id, author_id FROM posts
      WHERE shared_post_id = o.id AND author_id = c.id AND deleted_at IS NULL OFFSET 0) e
  WHERE ${condition}
  ORDER BY e.id LIMIT 1`;

const facts = statement<Facts>(
  'feed.verdict',
  `SELECT s.id, s.shared_post_id IS NOT NULL AS "isShare", s.author_id AS "byId", s.deleted_at AS "deletedAt",
     o.id AS "postId", o.author_id AS "authorId", o.deleted_at AS "postDeletedAt",
     ${known('s')} AND ${known('o')} AS known,
     ${blockOf('$1', 's.author_id')} AS "blockOfBy", ${blockOf('$1', 'o.author_id')} AS "blockOfAuthor",
     ${muteOf('$1', 's.author_id')} AS "muteOfBy", ${muteOf('$1', 'o.author_id')} AS "muteOfAuthor",
     ${followOf('s.author_id')} AS "followOfBy", ${followOf('o.author_id')} AS "followOfAuthor",
     share.id AS "shareId", share.author_id AS "sharerId", share.follow_id AS "followOfSharer",
     muted.author_id AS "mutedSharerId", ${muteOf('$1', 'muted.author_id')} AS "muteOfSharer"
   FROM posts s JOIN posts o ON o.id = coalesce(s.shared_post_id, s.id)
     LEFT JOIN LATERAL (${earliestShare(eligibleAccount('$1', 'e.author_id'))}) share ON true
     LEFT JOIN LATERAL (${earliestShare(`${muteOf('$1', 'e.author_id')} IS NOT NULL`)}) muted ON true
   WHERE s.id = $2::bigint`,
);

/** Undefined when there is no post or share with this id. */
export async function factsOf(q: Queryable, viewerId: string, id: string): Promise<Facts | undefined> {
  const [row] = await q.query(facts, [viewerId, id]);
  return row;
}
