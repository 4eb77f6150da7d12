import {
  toBriefUserView,
  toUserView,
  userColumns,
  type UserRow,
  type UserView,
} from '../../identity/users/view.js';
import { type LongColumns, onlyIf, textIf, unread, type Unread } from '../../postgres/long-columns.js';

/** A post as one viewer sees it. Its time of creation is in the id (`idTime`). */
export interface PostView {
  id: string;
  title: string | null | Unread;
  content: string | Unread;
  mediaFile: string | null | Unread;
  mediaType: string | null | Unread;
  likesCount: number;
  commentCount: number;
  shareCount: number;
  /** Null until the first change. */
  updatedAt: Date | string | null | Unread;
  isLikedByUser: boolean;
  user: UserView;
}

export interface PostRow extends UserRow {
  post_id: string;
  title: string | null;
  /** Null when it was not read. */
  content: string | null;
  media_file: string | null;
  media_type: string | null;
  like_count: number;
  comment_count: number;
  share_count: number;
  post_updated_at: Date | null;
  liked: boolean;
}

/**
 * The SELECT list of a `PostRow`: the post `p`, its author `u`, and the viewer as an SQL expression, such as `$1`.
 * @param text, bio parameters: which of them to read
 */
export function postColumns(viewer: string, text: string, bio: string): string {
  return postColumnsWith(likedBy(viewer, 'post_likes', 'post_id', 'p.id'), text, bio);
}

/** The same for a statement that knows whether the viewer likes the post. @param liked SQL */
export function postColumnsWith(liked: string, text: string, bio: string): string {
  return `p.id AS post_id, p.title, ${onlyIf(text, 'p.content')} AS content, p.media_file, p.media_type,
    p.like_count, p.comment_count, p.share_count, p.updated_at AS post_updated_at, ${liked} AS liked,
    ${userColumns('u', bio)}`;
}

/** The part of `postColumns` that lists usually show: no title, no media, and of the author the name and the picture. */
export function briefPostColumns(viewer: string, text: string): string {
  return `p.id AS post_id, ${onlyIf(text, 'p.content')} AS content, p.like_count, p.comment_count, p.share_count,
    ${likedBy(viewer, 'post_likes', 'post_id', 'p.id')} AS liked,
    u.id AS user_id, u.username, u.first_name, u.last_name, u.avatar_url`;
}

export function toPostView(row: PostRow, columns: LongColumns): PostView {
  return {
    id: row.post_id,
    title: row.title,
    content: textIf(columns.text, row.content),
    mediaFile: row.media_file,
    mediaType: row.media_type,
    likesCount: row.like_count,
    commentCount: row.comment_count,
    shareCount: row.share_count,
    updatedAt: row.post_updated_at,
    isLikedByUser: row.liked,
    user: toUserView(row, columns),
  };
}

/** The view of a row of `briefPostColumns`. */
export function toBriefPostView(row: PostRow, columns: LongColumns): PostView {
  return {
    id: row.post_id,
    title: unread,
    content: textIf(columns.text, row.content),
    mediaFile: unread,
    mediaType: unread,
    likesCount: row.like_count,
    commentCount: row.comment_count,
    shareCount: row.share_count,
    updatedAt: unread,
    isLikedByUser: row.liked,
    user: toBriefUserView(row),
  };
}

/** SQL: whether the viewer likes the row. It is a look-up per row, because EXISTS may read all the viewer's likes. */
export function likedBy(viewer: string, table: string, column: string, id: string): string {
  return `(SELECT true FROM ${table} l WHERE l.${column} = ${id} AND l.user_id = ${viewer}) IS NOT NULL`;
}
