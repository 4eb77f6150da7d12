import { CodedError } from '@feed/platform/errors';
import { accountExists } from '@feed/store/identity/users/reads';
import type { Queryable } from '@feed/store/postgres/queryable';

/** @throws CodedError NOT_FOUND when no account has this id */
export async function requireAccount(q: Queryable, userId: string): Promise<string> {
  if (await accountExists(q, userId)) return userId;
  throw new CodedError('NOT_FOUND', `there is no account ${userId}`);
}
