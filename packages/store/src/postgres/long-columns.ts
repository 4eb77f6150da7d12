/**
 * The long columns that a read fetches. Postgres stores long texts apart from their rows, compressed, and fetches them
 * only when they are returned, so a list reads those that its caller shows. They are parameters, because a text for
 * each selection would be a prepared statement for each.
 */
export interface LongColumns {
  /** The content of posts and comments, the caption of shares. */
  readonly text: boolean;
  /** The bio of the accounts: the authors, or the accounts themselves. */
  readonly bio: boolean;
}

export const allColumns: LongColumns = { text: true, bio: true };

/** The value in a view of a column that was not read. */
export const unread: unique symbol = Symbol('unread');
export type Unread = typeof unread;

/** The value of a long column in a view. Its row has NULL when the column was not read. */
export const textIf = (read: boolean, value: string | null): string | Unread =>
  read ? (value ?? '') : unread;

/** SQL: the column where the parameter is true, else NULL, for which Postgres does not fetch a long text. */
export const onlyIf = (parameter: string, column: string): string =>
  `CASE WHEN ${parameter}::boolean THEN ${column} END`;
