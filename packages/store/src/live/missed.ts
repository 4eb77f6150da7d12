import type { Queryable } from '../postgres/queryable.js';
import { eligibleAccount, visiblePost } from '../visibility.js';
import { type Happening, type HappeningKind, idOfChange } from './happening.js';
import { statement } from './statement.js';

interface Row {
  kind: HappeningKind;
  post_id: string;
  actor_id: string;
  row_id: string;
}

/** The time of an id, for the rows that were changed since. */
const since = 'id_time($3::bigint)';
const wanted = (kind: HappeningKind): string => `'${kind}' = ANY($4::text[])`;

/** Whatever happened to the post after an id, whoever did it. */
const aboutPost = statement<Row>(
  'live.missed_of_post',
  `
  SELECT kind, $2::bigint AS post_id, actor_id, row_id FROM (
    SELECT 'LIKE' AS kind, user_id AS actor_id, 0 AS row_id, id AS event_id FROM post_likes
    WHERE post_id = $2 AND id > 0 AND id > $3 AND ${wanted('LIKE')}
    UNION ALL SELECT 'UNLIKE', user_id, 0, id FROM post_unlikes WHERE post_id = $2 AND id > $3 AND ${wanted('UNLIKE')}
    UNION ALL SELECT 'COMMENT', author_id, id, id FROM comments
    WHERE post_id = $2 AND id > $3 AND deleted_at IS NULL AND ${wanted('COMMENT')}
    UNION ALL SELECT 'SHARE', author_id, id, id FROM posts
    WHERE shared_post_id = $2 AND id > $3 AND deleted_at IS NULL AND ${wanted('SHARE')}
    UNION ALL SELECT 'UNSHARE', author_id, id, ${idOfChange('deleted_at', 'id')} FROM posts
    WHERE shared_post_id = $2 AND deleted_at > ${since} AND ${wanted('UNSHARE')}
    UNION ALL SELECT 'EDIT', author_id, 0, ${idOfChange('updated_at', 'id')} FROM posts
    WHERE id = $2 AND updated_at > ${since} AND ${wanted('EDIT')}
  ) missed
  WHERE EXISTS (SELECT FROM posts p WHERE p.id = $2 AND ${visiblePost('$1', 'p')})
  ORDER BY event_id LIMIT $5`,
);

/** Posts after an id that the viewer may see and has not muted, of one author or of all. */
const newPosts = statement<Row>(
  'live.missed_posts',
  `
  SELECT 'POST' AS kind, p.id AS post_id, p.author_id AS actor_id, 0 AS row_id FROM posts p
  WHERE p.id > $2 AND ($3::bigint IS NULL OR p.author_id = $3)
    AND ${visiblePost('$1', 'p')} AND ${eligibleAccount('$1', 'p.author_id')}
  ORDER BY p.id LIMIT $4`,
);

const toHappening = ({ kind, post_id, actor_id, row_id }: Row): Happening => ({
  kind,
  postId: post_id,
  actorId: actor_id,
  rowId: row_id,
});

export interface Missed {
  viewerId: string;
  /** Only events with larger ids are read. */
  since: string;
  limit: number;
}

/** The happenings of these kinds to a post, oldest first; none when the viewer may not see the post. */
export async function missedOfPost(
  q: Queryable,
  { viewerId, since: id, limit }: Missed,
  post: { postId: string; kinds: readonly HappeningKind[] },
): Promise<Happening[]> {
  return (await q.query(aboutPost, [viewerId, post.postId, id, post.kinds, limit])).map(toHappening);
}

/** New posts, oldest first. @param authorId undefined for those of all accounts */
export async function missedPosts(
  q: Queryable,
  { viewerId, since: id, limit }: Missed,
  authorId: string | undefined,
): Promise<Happening[]> {
  return (await q.query(newPosts, [viewerId, id, authorId ?? null, limit])).map(toHappening);
}
