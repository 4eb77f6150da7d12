import type { Queryable } from '../../postgres/queryable.js';
import type { UserView } from '../../identity/users/view.js';
import { statement } from '../statement.js';

/** What brief entries show of an account. */
export type Author = Pick<UserView, 'id' | 'username' | 'firstName' | 'lastName' | 'profilePic'>;

/** A post or a share as everyone sees it. */
export interface ContentRow {
  readonly id: string;
  readonly content: string;
  readonly likeCount: number;
  readonly commentCount: number;
  readonly shareCount: number;
  readonly author: Author;
}

interface Row {
  id: string;
  content: string;
  like_count: number;
  comment_count: number;
  share_count: number;
  author_id: string;
  username: string;
  first_name: string;
  last_name: string;
  avatar_url: string | null;
}

/** Whether a viewer may see them was decided when the list was read. */
export const contentsStatement = statement<Row>(
  'feed.contents',
  `
  SELECT p.id, p.content, p.like_count, p.comment_count, p.share_count,
    u.id AS author_id, u.username, u.first_name, u.last_name, u.avatar_url
  FROM unnest($1::bigint[]) AS wanted(id)
    CROSS JOIN LATERAL (
      SELECT id, author_id, content, like_count, comment_count, share_count
      FROM posts WHERE id = wanted.id AND deleted_at IS NULL OFFSET 0
    ) p
    CROSS JOIN LATERAL (
      SELECT id, username, first_name, last_name, avatar_url FROM users WHERE id = p.author_id OFFSET 0
    ) u`,
);

/** Reads posts and shares by id; deleted ones are missing from the result. */
export async function readContents(q: Queryable, ids: readonly string[]): Promise<ContentRow[]> {
  const rows = await q.query(contentsStatement, [`{${ids.join(',')}}`]);
  return rows.map((row) => ({
    id: row.id,
    content: row.content,
    likeCount: row.like_count,
    commentCount: row.comment_count,
    shareCount: row.share_count,
    author: {
      id: row.author_id,
      username: row.username,
      firstName: row.first_name,
      lastName: row.last_name,
      profilePic: row.avatar_url,
    },
  }));
}
