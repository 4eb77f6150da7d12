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

export const searchStatement = statement<UserRow>(
  'search.accounts',
  `WITH candidates AS (
     ${['username', 'first_name', 'last_name'].map(startingWith).join(' UNION ')})
   SELECT ${userColumns('u', '$3')} FROM candidates CROSS JOIN ${userOf('candidates.id')}
   ORDER BY lower(u.username) = lower($1) DESC, u.followers_count DESC, u.id LIMIT ${maxResults}`,
);

/** At most 10 accounts whose username, first or last name begins with `prefix`, an exact username first. */
export async function searchUsers(
  q: Queryable,
  viewerId: string | null,
  prefix: string,
  columns: Pick<LongColumns, 'bio'> = allColumns,
): Promise<UserView[]> {
  const rows = await q.query(searchStatement, [prefix, viewerId, columns.bio]);
  return rows.map((row) => toUserView(row, columns));
}
