/** The tables for the likes of posts, or of comments. */
export interface LikeTables<Row extends { like_count: number }, View> {
  table: 'comment_likes' | 'post_likes';
  /** The table that keeps which likes were removed, if one does. */
  removed?: 'post_unlikes';
  /** The column of `table` that refers to what is liked. */
  column: string;
  /** The table of what is liked, which stores the count. */
  counted: 'comments' | 'posts';
  /** SQL: whether the viewer may see the row `t` of `counted`. */
  visible(viewer: string): string;
  /** Shows what is liked: a row of `counted` under this alias, and its author `u`. */
  shown: {
    alias: string;
    /** The SELECT list for a viewer of whom it is known whether they like it. */
    columns(liked: 'true' | 'false'): string;
    toView(row: Row): View;
  };
}
