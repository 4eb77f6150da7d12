import { record } from '@feed/events/record';
import { CodedError } from '@feed/platform/errors';
import { searchUsers } from '@feed/store/discovery/search';
import type { UserView } from '@feed/store/identity/users/view';
import { changeProfile, createUser } from '@feed/store/identity/users/writes';
import { takenNames } from '@feed/store/identity/users/reads';
import type { Queryable, Tx } from '@feed/store/postgres/queryable';
import { violatedConstraint } from '@feed/store/postgres/errors';
import { InputFaults, refuseFaults } from '../../../kit/input-faults.js';
import type { Profile, Registration } from './input.js';

const usernameTaken = 'Username already exists';
const emailTaken = 'Email already exists';
const maxSearchLength = 100;

/** So that both are named at once. The unique indexes decide in the end. @throws InputFaults */
export async function refuseTakenNames(q: Queryable, names: Registration): Promise<void> {
  const taken = await takenNames(q, names);
  refuseFaults([taken.username && usernameTaken, taken.email && emailTaken]);
}

export interface RegisteredUser extends UserView {
  /** A new account may see its own address, though it is not logged in yet. */
  email: string;
}

export async function register(
  tx: Tx,
  { password: _, ...registration }: Registration,
  passwordHash: string,
): Promise<RegisteredUser> {
  const user = await explainTaken(createUser(tx, { ...registration, passwordHash }));
  await record(tx, { kind: 'user.registered', payload: { userId: user.id } });
  return { ...user, email: registration.email };
}

export async function updateProfile(tx: Tx, userId: string, profile: Profile): Promise<UserView> {
  const user = await explainTaken(changeProfile(tx, userId, profile));
  if (user) return user;
  throw new CodedError('NOT_FOUND', 'User not found');
}

/** Nothing begins with an empty or endless text. */
export async function findUsers(q: Queryable, viewerId: string | null, text: string): Promise<UserView[]> {
  const prefix = text.normalize('NFKC').trim();
  const usable = prefix !== '' && prefix.length <= maxSearchLength && !prefix.includes('\0');
  return usable ? searchUsers(q, viewerId, prefix) : [];
}

async function explainTaken<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'users_username') throw new InputFaults([usernameTaken], 'CONFLICT');
    if (constraint === 'users_email') throw new InputFaults([emailTaken], 'CONFLICT');
    throw error;
  }
}
