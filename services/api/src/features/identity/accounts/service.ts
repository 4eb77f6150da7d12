import { record } from '@feed/events/record';
import { CodedError } from '@feed/platform/errors';
import { contactOf, takenNames } from '@feed/store/identity/users/reads';
import type { UserView } from '@feed/store/identity/users/view';
import { changeProfile, createUser } from '@feed/store/identity/users/writes';
import { violatedConstraint } from '@feed/store/postgres/errors';
import type { Queryable, Tx } from '@feed/store/postgres/queryable';
import { assertValid, PayloadError } from '../../../kit/validation.js';
import type { CheckedChange, Registration } from './input.js';

const usernameTaken = 'Username already exists';
const emailTaken = 'Email already exists';

/**
 * Reports username and e-mail address together when both are taken. The unique indexes decide concurrent cases.
 * @throws PayloadError CONFLICT
 */
export async function rejectTakenNames(q: Queryable, names: Registration): Promise<void> {
  const taken = await takenNames(q, names);
  const [first, ...rest] = [...(taken.username ? [usernameTaken] : []), ...(taken.email ? [emailTaken] : [])];
  if (first !== undefined) throw new PayloadError({ errors: [first, ...rest], code: 'CONFLICT' });
}

export interface RegisteredUser extends UserView {
  /** A new account may see its own address although it is not logged in yet. */
  email: string;
}

/** @throws PayloadError CONFLICT when a name was taken in the meantime */
export async function register(
  tx: Tx,
  { password: _, ...registration }: Registration,
  passwordHash: string,
): Promise<RegisteredUser> {
  const user = await explainTaken(createUser(tx, { ...registration, passwordHash }));
  await record(tx, { kind: 'user.registered', payload: { userId: user.id } });
  return { ...user, email: registration.email };
}

/**
 * An account may keep a username that today's rules reject, and clients send it with every change.
 * @throws PayloadError for an invalid username, CONFLICT when it is taken
 */
export async function updateProfile(
  tx: Tx,
  userId: string,
  { change, usernameFaults }: CheckedChange,
): Promise<UserView> {
  const keepsName = usernameFaults.length > 0 && (await usernameOf(tx, userId)) === change.username;
  if (!keepsName) assertValid(usernameFaults);
  const user = await explainTaken(
    changeProfile(tx, userId, keepsName ? { ...change, username: undefined } : change),
  );
  if (user) return user;
  throw new CodedError('NOT_FOUND', 'User not found');
}

const usernameOf = async (q: Queryable, userId: string): Promise<string | undefined> =>
  (await contactOf(q, userId))?.username;

async function explainTaken<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'users_username')
      throw new PayloadError({ errors: [usernameTaken], code: 'CONFLICT' });
    if (constraint === 'users_email') throw new PayloadError({ errors: [emailTaken], code: 'CONFLICT' });
    throw error;
  }
}
