import type { PostView } from '../../content/posts/view.js';
import { briefUserColumns, toBriefUserView, type BriefUserRow } from '../../identity/users/view.js';
import type { Queryable } from '../../postgres/queryable.js';
import { statement } from '../statement.js';

/** A post or a share as everyone sees it; only whether the viewer likes it is missing. */
export type Contents = Omit<PostView, 'content' | 'isLikedByUser'> & { readonly content: string };

interface Row extends BriefUserRow {
  id: string;
  title: string | null;
  content: string;
  media_file: string | null;
  media_type: string | null;
  like_count: number;
  comment_count: number;
  share_count: number;
  updated_at: Date | null;
}

/** Whether a viewer may see them was decided when the list was read. */
export const contentsStatement = statement<Row>(
  'feed.contents',
  `
  SELECT p.*, ${briefUserColumns('u')}
  FROM unnest($1::bigint[]) AS wanted(id)
    CROSS JOIN LATERAL (
      SELECT id, author_id, title, content, media_file, media_type, like_count, comment_count, share_count, updated_at
      FROM posts WHERE id = wanted.id AND deleted_at IS NULL OFFSET 0
    ) p
    CROSS JOIN LATERAL (
      SELECT id, username, first_name, last_name, avatar_url, is_verified FROM users WHERE id = p.author_id OFFSET 0
    ) u`,
);

/** Reads posts and shares by id; deleted ones are missing from the result. */
export async function readContents(q: Queryable, ids: readonly string[]): Promise<Contents[]> {
  const rows = await q.query(contentsStatement, [`{${ids.join(',')}}`]);
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    content: row.content,
    mediaFile: row.media_file,
    mediaType: row.media_type,
    likesCount: row.like_count,
    commentCount: row.comment_count,
    shareCount: row.share_count,
    updatedAt: row.updated_at,
    user: toBriefUserView(row),
  }));
}
