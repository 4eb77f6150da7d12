import {
  briefUserColumns,
  toBriefUserView,
  toUserView,
  userColumns,
  type UserRow,
  type UserView,
} from '../../identity/users/view.js';
import { type LongColumns, onlyIf, textIf, type Unread } from '../../postgres/long-columns.js';

/** A post as one viewer sees it. Its time of creation is in the id (`idTime`). */
export interface PostView {
  id: string;
  title: string | null;
  content: string | Unread;
  mediaFile: string | null;
  mediaType: string | null;
  likesCount: number;
  commentCount: number;
  shareCount: number;
  /** Null until the first change. */
  updatedAt: Date | string | null;
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
  return `${ownColumns(liked, text)}, ${userColumns('u', bio)}`;
}

/** The same with the brief columns of the author. */
export function briefPostColumns(viewer: string, text: string): string {
  const liked = likedBy(viewer, 'post_likes', 'post_id', 'p.id');
  return `${ownColumns(liked, text)}, ${briefUserColumns('u')}`;
}

const ownColumns = (liked: string, text: string): string =>
  `p.id AS post_id, p.title, ${onlyIf(text, 'p.content')} AS content, p.media_file, p.media_type,
    p.like_count, p.comment_count, p.share_count, p.updated_at AS post_updated_at, ${liked} AS liked`;

export const toPostView = (row: PostRow, columns: LongColumns): PostView =>
  viewOf(row, columns, toUserView(row, columns));

/** The view of a row of `briefPostColumns`. */
export const toBriefPostView = (row: PostRow, columns: LongColumns): PostView =>
  viewOf(row, columns, toBriefUserView(row));

const viewOf = (row: PostRow, { text }: LongColumns, user: UserView): PostView => ({
  id: row.post_id,
  title: row.title,
  content: textIf(text, row.content),
  mediaFile: row.media_file,
  mediaType: row.media_type,
  likesCount: row.like_count,
  commentCount: row.comment_count,
  shareCount: row.share_count,
  updatedAt: row.post_updated_at,
  isLikedByUser: row.liked,
  user,
});

/** SQL: whether the viewer likes the row. It is a look-up per row, because EXISTS may read all the viewer's likes. */
export function likedBy(viewer: string, table: string, column: string, id: string): string {
  return `(SELECT true FROM ${table} l WHERE l.${column} = ${id} AND l.user_id = ${viewer}) IS NOT NULL`;
}
