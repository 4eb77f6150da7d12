/** The tables for the likes of posts, or of comments. */
export interface LikeTables {
  table: 'comment_likes' | 'post_likes';
  /** The column of `table` that refers to what is liked. */
  column: string;
  /** FROM and WHERE of the targets under the alias `t` that `$1` may see. */
  targets: { from: string; where: string };
  /** The table of what is liked, which stores the count. */
  counted: string;
}
