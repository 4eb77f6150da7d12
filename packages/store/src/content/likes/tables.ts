import type { LongColumns } from '../../postgres/long-columns.js';

/** The tables for the likes of posts, or of comments, and how a `View` of what is liked is read. */
export interface LikeTables<View> {
  table: 'comment_likes' | 'post_likes';
  /** The column of `table` that refers to what is liked. */
  column: string;
  /** The table of what is liked, which stores the count. */
  counted: string;
  /** SQL: whether the row `t` of that table can be liked. */
  likeable: string;
  /** SQL: the joins to `t` that `visible` needs. */
  joins: string;
  /** SQL: whether the viewer may see `t`. */
  visible(viewer: string): string;
  view: LikedView<View>;
}

export interface LikedView<View> {
  /** The alias that `columns` reads the row of `counted` from. */
  alias: string;
  columns(viewer: string, text: string, bio: string): string;
  /** @param row of `columns`, with the given count and state of the like instead of those that were read */
  toView(row: never, columns: LongColumns): View;
}
