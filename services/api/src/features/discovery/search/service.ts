import { textProblems } from '@feed/platform/text';
import { searchUsers } from '@feed/store/discovery/search';
import type { UserView } from '@feed/store/identity/users/view';
import type { LongColumns } from '@feed/store/postgres/long-columns';
import type { Queryable } from '@feed/store/postgres/queryable';
import { normalizeUsername } from '@feed/store/rules/usernames';

const maxLength = 100;

/** Accounts whose names contain `text`; none for an empty text, or one that is longer than any name. */
export async function findUsers(
  q: Queryable,
  viewerId: string | null,
  text: string,
  columns: LongColumns,
): Promise<UserView[]> {
  const name = normalizeUsername(text);
  const usable = textProblems(name, { max: maxLength, required: true }).length === 0;
  return usable ? searchUsers(q, viewerId, name, columns) : [];
}
