/**
 * Rows that can be imported. Ids are those of the other system, of any form; times are milliseconds since 1970; `line`
 * says where the row was found, for messages.
 */
export interface Rows {
  users: {
    line: number;
    id: string;
    username: string;
    email?: string | null;
    first_name: string;
    last_name: string;
    bio: string;
    avatar_url: string | null;
    password_hash: string | null;
    is_verified?: boolean;
    at: number;
    updated_at?: number | null;
  };
  follows: { line: number; follower_id: string; followee_id: string; at: number };
  /** With `shared_post_id` the row is a share of that post and `content` its caption. */
  posts: {
    line: number;
    id: string;
    author_id: string;
    shared_post_id: string | null;
    title?: string | null;
    content: string;
    media_type?: string | null;
    media_file?: string | null;
    at: number;
    updated_at?: number | null;
  };
  comments: {
    line: number;
    id: string;
    post_id: string;
    author_id: string;
    parent_id?: string | null;
    content: string;
    at: number;
    updated_at?: number | null;
  };
  likes: { line: number; user_id: string; post_id: string; at: number };
  comment_likes: { line: number; user_id: string; comment_id: string; at: number };
}

export type Kind = keyof Rows;
/** The kinds that every source may have; likes of comments come from another database only. */
export type CommonKind = Exclude<Kind, 'comment_likes'>;

type ColumnType = 'integer NOT NULL' | 'bigint NOT NULL' | 'bigint' | 'text NOT NULL' | 'text' | 'boolean';
type Columns<Row> = { readonly [Name in keyof Row]-?: ColumnType };

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
    email: 'text',
    first_name: text,
    last_name: text,
    bio: text,
    avatar_url: 'text',
    password_hash: 'text',
    is_verified: 'boolean',
    at,
    updated_at: 'bigint',
  },
  follows: { line, follower_id: reference, followee_id: reference, at },
  posts: {
    line,
    id,
    author_id: reference,
    shared_post_id: 'text',
    title: 'text',
    content: text,
    media_type: 'text',
    media_file: 'text',
    at,
    updated_at: 'bigint',
  },
  comments: {
    line,
    id,
    post_id: reference,
    author_id: reference,
    parent_id: 'text',
    content: text,
    at,
    updated_at: 'bigint',
  },
  likes: { line, user_id: reference, post_id: reference, at },
  comment_likes: { line, user_id: reference, comment_id: reference, at },
};

export const kinds = Object.keys(staging) as Kind[];
/** Kinds whose rows others refer to, or that are known by an id of their own. */
export const identified = ['users', 'posts', 'comments'] as const;
