import { fn } from 'sequelize';
import { modelsOf } from '../../postgres/models/models.js';
import type { Tx } from '../../postgres/queryable.js';
import { viewOfUser, type UserView } from './view.js';

export interface NewUser {
  username: string;
  email: string;
  passwordHash: string;
  firstName: string;
  lastName: string;
  bio: string;
}

/** Undefined leaves a column as it is. */
export interface ProfileChange {
  username?: string | undefined;
  firstName?: string | undefined;
  lastName?: string | undefined;
  bio?: string | undefined;
}

/** @throws the database's unique violation of `users_username` or `users_email` */
export async function createUser(tx: Tx, user: NewUser): Promise<UserView> {
  const { username, email, passwordHash, firstName, lastName, bio } = user;
  const row = { username, email, passwordHash, firstName, lastName, bio };
  return viewOfUser(await modelsOf(tx).User.create(row));
}

/** @throws the database's unique violation of `users_username`. Null when the account is gone. */
export async function changeProfile(tx: Tx, userId: string, change: ProfileChange): Promise<UserView | null> {
  const { username, firstName, lastName, bio } = change;
  const changed = { username, firstName, lastName, bio, updatedAt: fn('now') };
  const [user] = await modelsOf(tx).User.update(changed, { id: userId });
  return user ? viewOfUser(user) : null;
}

/** @returns false when the account is gone */
export async function changePassword(tx: Tx, userId: string, passwordHash: string): Promise<boolean> {
  return (await modelsOf(tx).User.update({ passwordHash }, { id: userId })).length > 0;
}
