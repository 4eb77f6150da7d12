import { passwordProblems } from '@feed/credentials/password-rule';
import { isEmailAddress } from '@feed/store/rules/email-addresses';
import { bioProblems, nameProblems } from '@feed/store/rules/profile';
import { normalizeUsername, usernameProblems } from '@feed/store/rules/usernames';
import type { ProfileChange } from '@feed/store/identity/users/writes';
import type { RegisterUserInput, UpdateUserProfileInput } from '../../../kit/schema-types.js';
import { assertValid, cleanText, type Check, namedChecks } from '../../../kit/validation.js';

export interface Registration {
  username: string;
  email: string;
  password: string;
  firstName: string;
  lastName: string;
  bio: string;
}

const usernameChecks = (username: string): Check[] => namedChecks('Username', usernameProblems(username));

const profileChecks = ({ firstName, lastName, bio }: Omit<ProfileChange, 'username'>): Check[] => [
  ...namedChecks('First name', nameProblems(firstName ?? '')),
  ...namedChecks('Last name', nameProblems(lastName ?? '')),
  ...namedChecks('Bio', bioProblems(bio ?? '')),
];

/** @throws PayloadError with every message */
export function toRegistration(input: RegisterUserInput): Registration {
  const registration = {
    ...input,
    username: normalizeUsername(input.username),
    email: input.email.trim(),
    firstName: cleanText(input.firstName),
    lastName: cleanText(input.lastName),
    bio: cleanText(input.bio ?? ''),
  };
  const { email, password } = registration;
  assertValid([
    ...usernameChecks(registration.username),
    !isEmailAddress(email) && 'Invalid email format',
    ...namedChecks('Password', passwordProblems(password)),
    ...profileChecks(registration),
  ]);
  return registration;
}

/** A change of a profile, and what is wrong with its username unless the account has it already. */
export interface CheckedChange {
  change: ProfileChange;
  usernameFaults: Check[];
}

/** @throws PayloadError with every message, unless only the username is invalid */
export function toProfileChange(input: UpdateUserProfileInput): CheckedChange {
  const change = {
    username: input.username == null ? undefined : normalizeUsername(input.username),
    firstName: cleanText(input.firstName),
    lastName: cleanText(input.lastName),
    bio: cleanText(input.bio),
  };
  const usernameFaults = change.username === undefined ? [] : usernameChecks(change.username);
  const others = profileChecks(change);
  if (others.length > 0) assertValid([...usernameFaults, ...others]);
  return { change, usernameFaults };
}
