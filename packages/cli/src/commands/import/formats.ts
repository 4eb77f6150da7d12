import { storable, textProblems } from '@feed/platform/text';
import { contentRules } from '@feed/store/rules/content';
import { bioProblems, nameProblems } from '@feed/store/rules/profile';
import type { CommonKind, Rows } from '@feed/store/import/rows';
import type { FieldReader } from './field-reader.js';

/** How the rows of one file are read. */
export interface Format<Row> {
  /** Names in the header line, in the order of the values that `parse` receives. */
  columns: readonly string[];
  parse(values: readonly string[], read: FieldReader): Row;
}

export const maxLinkLength = 2_048;

export const outsideId = (read: FieldReader, column: string, value = ''): string =>
  read.text(column, value, { max: 200, required: true, oneLine: true });

/** @returns the first word, and all the others */
function splitName(displayName: string): [string, string] {
  const [, first = '', last = ''] =
    /^(\P{White_Space}*)\p{White_Space}*(.*)$/su.exec(displayName.trim()) ?? [];
  return [first, last];
}

/** Reads the first and the last name from one field. */
function names(read: FieldReader, displayName: string): { first_name: string; last_name: string } {
  const [first, last] = splitName(displayName);
  const whole = textProblems(displayName, { max: Infinity, oneLine: true });
  read.check('display_name', displayName, new Set([...whole, ...nameProblems(first), ...nameProblems(last)]));
  return { first_name: storable(first), last_name: storable(last) };
}

export const formats: { readonly [K in CommonKind]: Format<Rows[K]> } = {
  users: {
    columns: ['id', 'username', 'display_name', 'bio', 'avatar_url', 'created_at'],
    parse([userId, username = '', displayName = '', bio = '', avatarUrl = '', createdAt = ''], read) {
      return {
        line: read.line,
        id: outsideId(read, 'id', userId),
        username,
        ...names(read, displayName),
        bio: read.check('bio', bio, bioProblems(bio)),
        avatar_url: read.link('avatar_url', avatarUrl, maxLinkLength),
        password_hash: null,
        at: read.time('created_at', createdAt),
      };
    },
  },
  follows: {
    columns: ['follower_id', 'followee_id', 'created_at'],
    parse: ([follower, followee, createdAt = ''], read) => ({
      line: read.line,
      follower_id: outsideId(read, 'follower_id', follower),
      followee_id: outsideId(read, 'followee_id', followee),
      at: read.time('created_at', createdAt),
    }),
  },
  posts: {
    columns: ['id', 'author_id', 'body', 'created_at'],
    parse: ([postId, author, body = '', createdAt = ''], read) => ({
      line: read.line,
      id: outsideId(read, 'id', postId),
      author_id: outsideId(read, 'author_id', author),
      shared_post_id: null,
      content: read.text('body', body, contentRules.post),
      at: read.time('created_at', createdAt),
    }),
  },
  comments: {
    columns: ['id', 'post_id', 'author_id', 'body', 'created_at'],
    parse: ([commentId, post, author, body = '', createdAt = ''], read) => ({
      line: read.line,
      id: outsideId(read, 'id', commentId),
      post_id: outsideId(read, 'post_id', post),
      author_id: outsideId(read, 'author_id', author),
      content: read.text('body', body, contentRules.comment),
      at: read.time('created_at', createdAt),
    }),
  },
  likes: {
    columns: ['user_id', 'post_id', 'created_at'],
    parse: ([user, post, createdAt = ''], read) => ({
      line: read.line,
      user_id: outsideId(read, 'user_id', user),
      post_id: outsideId(read, 'post_id', post),
      at: read.time('created_at', createdAt),
    }),
  },
};

export const fileKinds = Object.keys(formats) as CommonKind[];
