import { type UserRow, type UserView, toUserView, userColumns } from '../../identity/users/view.js';
import { likedBy } from '../posts/view.js';

/** A comment as one viewer sees it. Its time of creation is in the id (`idTime`). */
export interface CommentView {
  id: string;
  content: string;
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
  content: string;
  post_id: string;
  parent_id: string | null;
  like_count: number;
  reply_count: number;
  comment_updated_at: Date | null;
  liked: boolean;
}

/** The SELECT list of a `CommentRow`: the comment `c`, its author `u`, and the viewer as an SQL expression. */
export function commentColumns(viewer: string): string {
  return `c.id AS comment_id, c.content, c.post_id, c.parent_id, c.like_count, c.reply_count,
    c.updated_at AS comment_updated_at,
    ${likedBy(viewer, 'comment_likes', 'comment_id', 'c.id')} AS liked,
    ${userColumns('u')}`;
}

export function toCommentView(row: CommentRow): CommentView {
  return {
    id: row.comment_id,
    content: row.content,
    postId: row.post_id,
    parentId: row.parent_id,
    likesCount: row.like_count,
    replyCount: row.reply_count,
    updatedAt: row.comment_updated_at,
    isLikedByUser: row.liked,
    user: toUserView(row),
  };
}
