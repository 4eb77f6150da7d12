import { asked, askedColumn, type AskedReader, type AskedStatement } from '../../postgres/shared-reads.js';
import { postOfVisibleAccount, visibleAccount } from '../../visibility.js';
import { statement } from '../statement.js';

/** Sums over the posts of an account, without deleted posts and shares. */
export interface AuthorStatistics {
  authorId: string;
  posts: number;
  likes: number;
  comments: number;
  shares: number;
  followers: number;
  following: number;
  /** The post with most likes, comments and shares together, the newer one of equals. Null when the viewer sees none. */
  topPostId: string | null;
}

/**
 * It reads every post of the account once. An index with the counters would save that, but Postgres would have to change
 * every index of a post with each of its likes; and a sum per account would make the likes of all its posts wait for
 * each other.
 */
const selectStatistics: AskedStatement<AuthorStatistics> = statement(
  'posts.statistics',
  `SELECT ${askedColumn}, u.id AS "authorId", received.*, u.followers_count AS followers, u.following_count AS following
   FROM ${asked}
   JOIN users u ON u.id = asked.id
   CROSS JOIN LATERAL (
     SELECT count(*)::int AS posts, coalesce(sum(p.like_count), 0)::int AS likes,
       coalesce(sum(p.comment_count), 0)::int AS comments, coalesce(sum(p.share_count), 0)::int AS shares,
       (max(ARRAY[p.like_count + p.comment_count + p.share_count, p.id])
         FILTER (WHERE ${postOfVisibleAccount('p')}))[2] AS "topPostId"
     FROM posts p WHERE p.author_id = u.id AND p.shared_post_id IS NULL AND p.deleted_at IS NULL) received
   WHERE ${visibleAccount('asked.viewer_id', 'u.id')}`,
);

/** The statistics of those of the accounts that the viewer may see. */
export function statisticsOf(
  reader: AskedReader,
  viewerId: string,
  authorIds: readonly string[],
): Promise<AuthorStatistics[]> {
  return reader.read(selectStatistics, viewerId, authorIds, []);
}
