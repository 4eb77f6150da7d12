import type { Kind, Rows } from '@feed/store/import/rows';
import type { FieldReader } from './field-reader.js';

/** How the rows of one file are read. */
export interface Format<Row> {
  /** Names in the header line, in the order of the values that `parse` receives. */
  columns: readonly string[];
  parse(values: readonly string[], read: FieldReader): Row;
}

/** The limits of the api. */
const limits = { id: 200, username: 150, name: 150, bio: 1000, link: 2048, post: 10_000, comment: 2_000 };

const id = (read: FieldReader, column: string, value = ''): string =>
  read.name(column, value, { max: limits.id });

/** @returns the first word, and all the others */
function splitName(displayName: string): [string, string] {
  const [, first = '', last = ''] = /^(\S*)\s*(.*)$/s.exec(displayName.trim()) ?? [];
  return [first, last];
}

const name = { max: limits.name, optional: true };

export const formats: { readonly [K in Kind]: Format<Rows[K]> } = {
  users: {
    columns: ['id', 'username', 'display_name', 'bio', 'avatar_url', 'created_at'],
    parse([userId, username = '', displayName = '', bio = '', avatarUrl = '', createdAt = ''], read) {
      const [first, last] = splitName(displayName);
      return {
        line: read.line,
        id: id(read, 'id', userId),
        username: read.name('username', username, { max: limits.username }),
        first_name: read.name('display_name', first, name),
        last_name: read.name('display_name', last, name),
        bio: read.text('bio', bio, { max: limits.bio, optional: true }),
        avatar_url: read.link('avatar_url', avatarUrl, limits.link),
        password_hash: null,
        at: read.time('created_at', createdAt),
      };
    },
  },
  follows: {
    columns: ['follower_id', 'followee_id', 'created_at'],
    parse: ([follower, followee, createdAt = ''], read) => ({
      line: read.line,
      follower_id: id(read, 'follower_id', follower),
      followee_id: id(read, 'followee_id', followee),
      at: read.time('created_at', createdAt),
    }),
  },
  posts: {
    columns: ['id', 'author_id', 'body', 'created_at'],
    parse: ([postId, author, body = '', createdAt = ''], read) => ({
      line: read.line,
      id: id(read, 'id', postId),
      author_id: id(read, 'author_id', author),
      shared_post_id: null,
      content: read.text('body', body, { max: limits.post }),
      at: read.time('created_at', createdAt),
    }),
  },
  comments: {
    columns: ['id', 'post_id', 'author_id', 'body', 'created_at'],
    parse: ([commentId, post, author, body = '', createdAt = ''], read) => ({
      line: read.line,
      id: id(read, 'id', commentId),
      post_id: id(read, 'post_id', post),
      author_id: id(read, 'author_id', author),
      content: read.text('body', body, { max: limits.comment }),
      at: read.time('created_at', createdAt),
    }),
  },
  likes: {
    columns: ['user_id', 'post_id', 'created_at'],
    parse: ([user, post, createdAt = ''], read) => ({
      line: read.line,
      user_id: id(read, 'user_id', user),
      post_id: id(read, 'post_id', post),
      at: read.time('created_at', createdAt),
    }),
  },
};
