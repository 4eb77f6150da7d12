/**
 * Rows that can be imported. Ids are those of the other system, of any form; times are milliseconds since 1970; `line`
 * says where the row was found, for messages.
 */
export interface Rows {
  users: {
    line: number;
    id: string;
    username: string;
    first_name: string;
    last_name: string;
    bio: string;
    avatar_url: string | null;
    password_hash: string | null;
    at: number;
  };
  follows: { line: number; follower_id: string; followee_id: string; at: number };
  /** With `shared_post_id` the row is a share of that post and `content` its caption. */
  posts: {
    line: number;
    id: string;
    author_id: string;
    shared_post_id: string | null;
    content: string;
    at: number;
  };
  comments: { line: number; id: string; post_id: string; author_id: string; content: string; at: number };
  likes: { line: number; user_id: string; post_id: string; at: number };
}

export type Kind = keyof Rows;

type ColumnType = 'integer NOT NULL' | 'bigint NOT NULL' | 'text NOT NULL' | 'text';
type Columns<Row> = { readonly [Name in keyof Row]: ColumnType };

const [line, at, id, reference, text] = [
  'integer NOT NULL',
  'bigint NOT NULL',
  'text NOT NULL',
  'text NOT NULL',
  'text NOT NULL',
] as const;

/** The staging table of each kind, in the order of loading: rows that others refer to come first. */
export const staging: { readonly [K in Kind]: Columns<Rows[K]> } = {
  users: {
    line,
    id,
    username: text,
    first_name: text,
    last_name: text,
    bio: text,
    avatar_url: 'text',
    password_hash: 'text',
    at,
  },
  follows: { line, follower_id: reference, followee_id: reference, at },
  posts: { line, id, author_id: reference, shared_post_id: 'text', content: text, at },
  comments: { line, id, post_id: reference, author_id: reference, content: text, at },
  likes: { line, user_id: reference, post_id: reference, at },
};

export const kinds = Object.keys(staging) as Kind[];
/** Kinds whose rows others refer to, or that are known by an id of their own. */
export const identified = ['users', 'posts', 'comments'] as const;
