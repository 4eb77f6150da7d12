import { CodedError } from '@feed/platform/errors';
import type { Queryable } from '@feed/store/postgres/database';

/** @throws CodedError NOT_FOUND when no account has this id */
export async function requireAccount({ models, options }: Queryable, userId: string): Promise<string> {
  const found = await models.User.findByPk(userId, { attributes: ['id'], ...options });
  if (!found) throw new CodedError('NOT_FOUND', `there is no account ${userId}`);
  return userId;
}
