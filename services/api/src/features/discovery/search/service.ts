import { searchUsers } from '@feed/store/discovery/search';
import type { UserView } from '@feed/store/identity/users/view';
import type { LongColumns } from '@feed/store/postgres/long-columns';
import type { Queryable } from '@feed/store/postgres/queryable';
import { hasNul } from '../../../kit/validation.js';

const maxLength = 100;

/** Accounts whose names begin with `text`; none for an empty text, or one that is longer than any name. */
export async function findUsers(
  q: Queryable,
  viewerId: string | null,
  text: string,
  columns: LongColumns,
): Promise<UserView[]> {
  const prefix = text.normalize('NFKC').trim();
  const usable = prefix !== '' && prefix.length <= maxLength && !hasNul(prefix);
  return usable ? searchUsers(q, viewerId, prefix, columns) : [];
}
