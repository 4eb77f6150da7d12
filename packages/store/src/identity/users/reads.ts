import { col, fn, Op, where } from 'sequelize';
import { allColumns, type LongColumns } from '../../postgres/long-columns.js';
import type { User } from '../../postgres/models/identity.js';
import { modelsOf } from '../../postgres/models/models.js';
import type { Queryable } from '../../postgres/queryable.js';
import { visibleAccount } from '../../visibility.js';
import { statement } from '../statement.js';
import { attributesFor, toUserView, userColumns, type UserRow, type UserView, viewOfUser } from './view.js';

export interface Credentials {
  userId: string;
  username: string;
  /** Null for an account that cannot log in with a password. */
  passwordHash: string | null;
}

export interface Contact {
  username: string;
  firstName: string;
  email: string | null;
}

const selectVisible = statement<UserRow>(
  'users.visible',
  `SELECT ${userColumns('u', '$3')} FROM users u WHERE u.id = ANY($1::bigint[]) AND ${visibleAccount('$2', 'u.id')}`,
);

const selectTaken = statement<{ username: boolean; email: boolean }>(
  'users.taken',
  `SELECT EXISTS (SELECT FROM users WHERE lower(username) = lower($1)) AS username,
          EXISTS (SELECT FROM users WHERE lower(email) = lower($2)) AS email`,
);

/** The accounts of `ids` that the viewer may see, in no particular order. `viewerId` null is an anonymous caller. */
export async function visibleUsers(
  q: Queryable,
  viewerId: string | null,
  ids: readonly string[],
  columns: Pick<LongColumns, 'bio'> = allColumns,
): Promise<UserView[]> {
  const rows = await q.query(selectVisible, [ids, viewerId, columns.bio]);
  return rows.map((row) => toUserView(row, columns));
}

/** An account, also one that the reader has blocked: for readers who know of it otherwise. Null when it is gone. */
export async function accountView(
  q: Queryable,
  userId: string,
  columns: Pick<LongColumns, 'bio'>,
): Promise<UserView | null> {
  const attributes = attributesFor(columns) as (keyof User)[];
  const user = await modelsOf(q).User.findOne({ attributes, where: { id: userId } });
  return user && viewOfUser(user);
}

/** Whether there is an account with this id. */
export async function accountExists(q: Queryable, userId: string): Promise<boolean> {
  return (await modelsOf(q).User.findOne({ attributes: ['id'], where: { id: userId } })) !== null;
}

export interface AccountName {
  id: string;
  username: string;
}

/**
 * The accounts with this username, regardless of case, or this id. There are two when a username consists of the digits
 * of another account's id.
 */
export async function accountsCalled(
  q: Queryable,
  { username, id }: { username: string | undefined; id: string | undefined },
): Promise<AccountName[]> {
  const either = [
    ...(username === undefined ? [] : [where(fn('lower', col('username')), fn('lower', username))]),
    ...(id === undefined ? [] : [{ id }]),
  ];
  const rows = await modelsOf(q).User.findAll({ attributes: ['id', 'username'], where: { [Op.or]: either } });
  return rows.map(({ id, username }) => ({ id, username }));
}

/** The names and the email address of an account. Null when the account is gone. */
export function contactOf(q: Queryable, userId: string): Promise<Contact | null> {
  return modelsOf(q).User.findOne({ attributes: ['username', 'firstName', 'email'], where: { id: userId } });
}

/** Null when the account has no email address, or is gone. */
export async function emailOf(q: Queryable, userId: string): Promise<string | null> {
  const user = await modelsOf(q).User.findOne({ attributes: ['email'], where: { id: userId } });
  return user?.email ?? null;
}

/** @param username regardless of case */
export async function credentialsOf(q: Queryable, username: string): Promise<Credentials | null> {
  const user = await modelsOf(q).User.findOne({
    attributes: ['id', 'username', 'passwordHash'],
    where: where(fn('lower', col('username')), fn('lower', username)),
  });
  return user && { userId: user.id, username: user.username, passwordHash: user.passwordHash };
}

/** Which of the two are taken, regardless of case. */
export async function takenNames(
  q: Queryable,
  { username, email }: { username: string; email: string },
): Promise<{ username: boolean; email: boolean }> {
  const [row] = await q.query(selectTaken, [username, email]);
  return row ?? { username: false, email: false };
}
