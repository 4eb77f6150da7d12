import { type LongColumns, onlyIf, textIf, type Unread } from '../../postgres/long-columns.js';
import { type UserRow, type UserView, toUserView, userColumns } from '../../identity/users/view.js';
import { likedBy } from '../posts/view.js';

/** A comment as one viewer sees it. Its time of creation is in the id (`idTime`). */
export interface CommentView {
  id: string;
  content: string | Unread;
  postId: string;
  /** The comment that it replies to, or null. */
  parentId: string | null;
  likesCount: number;
  replyCount: number;
  /** Null until the first change. */
  updatedAt: Date | string | null;
  isLikedByUser: boolean;
  user: UserView;
}

export interface CommentRow extends UserRow {
  comment_id: string;
  /** Null when it was not read. */
  content: string | null;
  post_id: string;
  parent_id: string | null;
  like_count: number;
  reply_count: number;
  comment_updated_at: Date | null;
  liked: boolean;
}

/**
 * The SELECT list of a `CommentRow`: the comment `c`, its author `u`, and the viewer as an SQL expression.
 * @param text, bio parameters: which of them to read
 */
export function commentColumns(viewer: string, text: string, bio: string): string {
  return commentColumnsWith(likedBy(viewer, 'comment_likes', 'comment_id', 'c.id'), text, bio);
}

/** The same for a statement that knows whether the viewer likes the comment. @param liked SQL */
export function commentColumnsWith(liked: string, text: string, bio: string): string {
  return `c.id AS comment_id, ${onlyIf(text, 'c.content')} AS content, c.post_id, c.parent_id, c.like_count, c.reply_count,
    c.updated_at AS comment_updated_at, ${liked} AS liked,
    ${userColumns('u', bio)}`;
}

export function toCommentView(row: CommentRow, columns: LongColumns): CommentView {
  return {
    id: row.comment_id,
    content: textIf(columns.text, row.content),
    postId: row.post_id,
    parentId: row.parent_id,
    likesCount: row.like_count,
    replyCount: row.reply_count,
    updatedAt: row.comment_updated_at,
    isLikedByUser: row.liked,
    user: toUserView(row, columns),
  };
}
