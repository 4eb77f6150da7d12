import { allColumns, type LongColumns } from '../postgres/long-columns.js';
import type { Queryable } from '../postgres/queryable.js';
import { statement } from './statement.js';
import { visibleAccount } from '../visibility.js';
import { type UserRow, type UserView, toUserView, userColumns, userOf } from '../identity/users/view.js';

const maxResults = 10;

/**
 * The ids in the range of one index that begins with the prefix. It uses comparisons rather than LIKE: they use the
 * index under every plan, and `%` and `_` have no special meaning. U+10FFFF sorts after every other character.
 */
const startingWith = (column: string): string => `
  (SELECT u.id FROM users u
   WHERE lower(u.${column}) ~>=~ lower($1) AND lower(u.${column}) ~<~ (lower($1) || chr(1114111))
     AND ${visibleAccount('$2', 'u.id')}
   ORDER BY lower(u.${column}) USING ~<~ LIMIT 50)`;

/** The index finds names in no particular order, so this many of them are compared with each other. */
const maxMatches = 500;

/**
 * The ids of accounts with a name that contains the text of `$4`. The pattern is read by a sub-select, because the planner
 * would read the whole table for one that it sees to be frequent.
 */
const containing = `
  (SELECT m.id FROM (SELECT id FROM matches LIMIT ${maxMatches}) m WHERE ${visibleAccount('$2', 'm.id')})`;
const matches = ['username', 'first_name', 'last_name'].map(
  (column) => `lower(u.${column}) LIKE (SELECT lower($4::text))`,
);

export const searchStatement = statement<UserRow>(
  'search.accounts',
  `WITH matches AS MATERIALIZED (
     SELECT u.id FROM users u WHERE ${matches.join(' OR ')}
   ), candidates AS (
     ${[...['username', 'first_name', 'last_name'].map(startingWith), containing].join(' UNION ')})
   SELECT ${userColumns('u', '$3')} FROM candidates CROSS JOIN ${userOf('candidates.id')}
   ORDER BY lower(u.username) = lower($1) DESC, u.followers_count DESC, u.id LIMIT ${maxResults}`,
);

/** Letters or digits in a row that an index of trigrams can find; it would have to be read as a whole for less. */
const indexed = /[\p{L}\p{N}]{3}/u;

const patternOf = (text: string): string | null =>
  indexed.test(text) ? `%${text.replaceAll(/[\\%_]/g, '\\$&')}%` : null;

/**
 * At most 10 accounts whose username, first or last name begins with the text, or contains it if three letters or digits in
 * a row do: an exact username first, then those with most followers. Of a text that more than 500 names contain, those that
 * begin with it are preferred.
 */
export async function searchUsers(
  q: Queryable,
  viewerId: string | null,
  text: string,
  columns: Pick<LongColumns, 'bio'> = allColumns,
): Promise<UserView[]> {
  const rows = await q.query(searchStatement, [text, viewerId, columns.bio, patternOf(text)]);
  return rows.map((row) => toUserView(row, columns));
}
