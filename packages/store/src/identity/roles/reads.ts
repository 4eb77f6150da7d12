import { modelsOf } from '../../postgres/models/models.js';
import type { Queryable } from '../../postgres/queryable.js';
import type { Role } from './role.js';

/** The role of an account as of now. Null when there is no such account. */
export async function roleOf(q: Queryable, userId: string): Promise<Role | null> {
  const user = await modelsOf(q).User.findOne({ attributes: ['role'], where: { id: userId } });
  return user?.role ?? null;
}

/** The roles of those of the accounts that exist, in any order. */
export function rolesOf(q: Queryable, userIds: readonly string[]): Promise<{ id: string; role: Role }[]> {
  return modelsOf(q).User.findAll({ attributes: ['id', 'role'], where: { id: [...userIds] } });
}
