import type { Queryable } from '../../postgres/queryable.js';
import { visibleAccount, visiblePost } from '../../visibility.js';
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

const selectStatistics = statement<AuthorStatistics>(
  'posts.statistics',
  `SELECT u.id AS "authorId", received.*, u.followers_count AS followers, u.following_count AS following,
     top.id AS "topPostId"
   FROM users u
   CROSS JOIN LATERAL (
     SELECT count(*)::int AS posts, coalesce(sum(p.like_count), 0)::int AS likes,
       coalesce(sum(p.comment_count), 0)::int AS comments, coalesce(sum(p.share_count), 0)::int AS shares
     FROM posts p WHERE p.author_id = u.id AND p.shared_post_id IS NULL AND p.deleted_at IS NULL) received
   LEFT JOIN LATERAL (
     SELECT p.id FROM posts p WHERE p.author_id = u.id AND ${visiblePost('$1', 'p')}
     ORDER BY p.like_count + p.comment_count + p.share_count DESC, p.id DESC LIMIT 1) top ON true
   WHERE u.id = ANY($2::bigint[]) AND ${visibleAccount('$1', 'u.id')}`,
);

/** The statistics of those of the accounts that the viewer may see. It reads every post of theirs. */
export function statisticsOf(
  q: Queryable,
  viewerId: string,
  authorIds: readonly string[],
): Promise<AuthorStatistics[]> {
  return q.query(selectStatistics, [viewerId, authorIds]);
}
