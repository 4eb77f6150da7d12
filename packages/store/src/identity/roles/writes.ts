import { CodedError } from '@feed/platform/errors';
import { modelsOf } from '../../postgres/models/models.js';
import type { Tx } from '../../postgres/queryable.js';
import { statement } from '../statement.js';
import type { Role } from './role.js';

/** In the order of their ids, so that two transactions cannot wait for each other. */
const lockAdmins = statement<{ id: string }>(
  'users.lock_admins',
  `SELECT id FROM users WHERE role = 'ADMIN' ORDER BY id FOR NO KEY UPDATE`,
);
const lock = statement<{ role: Role }>(
  'users.lock_role',
  'SELECT role FROM users WHERE id = $1 FOR NO KEY UPDATE',
);

/**
 * Must be called before an administrator ceases to be one, in the same transaction. The locks make concurrent
 * transactions agree on who is left.
 * @throws CodedError CONFLICT when the account is the only administrator
 */
async function assertNotLastAdmin(tx: Tx, userId: string): Promise<void> {
  const admins = await tx.query(lockAdmins);
  if (admins.length === 1 && admins[0]?.id === userId)
    throw new CodedError('CONFLICT', 'The last admin cannot leave');
}

/**
 * Gives an account a role.
 * @returns the role that it had before
 * @throws CodedError NOT_FOUND, or CONFLICT when no administrator would be left
 */
export async function changeRole(tx: Tx, userId: string, role: Role): Promise<Role> {
  if (role !== 'ADMIN') await assertNotLastAdmin(tx, userId);
  const [user] = await tx.query(lock, [userId]);
  if (!user) throw new CodedError('NOT_FOUND', 'User not found');
  if (user.role !== role) await modelsOf(tx).User.update({ role }, { id: userId });
  return user.role;
}
