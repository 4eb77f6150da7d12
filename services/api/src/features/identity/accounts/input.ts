import type { ProfileChange } from '@feed/store/identity/users/writes';
import { normalizeUsername } from '../../../auth/usernames.js';
import type { RegisterUserInput, UpdateUserProfileInput } from '../../../kit/schema-types.js';
import { assertValid, type Check, hasNul } from '../../../kit/validation.js';

export interface Registration {
  username: string;
  email: string;
  password: string;
  firstName: string;
  lastName: string;
  bio: string;
}

const usernameRule = /^[\p{L}\p{N}@.+_-]+$/u;
const emailRule = /^[^\s@<>()[\],;:"\\]+@[^\s@.]+(?:\.[^\s@.]+)+$/u;
const limits = { username: 150, email: 254, name: 150, bio: 1000, password: 256 };

const usernameChecks = (username: string): Check[] => [
  username.length < 3 && 'Username must be at least 3 characters long',
  username.length > limits.username && `Username must be at most ${limits.username} characters long`,
  username.length >= 3 &&
    !usernameRule.test(username) &&
    'Username may only contain letters, digits and @ . + - _',
];

const profileChecks = ({ firstName, lastName, bio }: Omit<ProfileChange, 'username'>): Check[] => [
  tooLong(firstName, limits.name) && `First name must be at most ${limits.name} characters long`,
  tooLong(lastName, limits.name) && `Last name must be at most ${limits.name} characters long`,
  tooLong(bio, limits.bio) && `Bio must be at most ${limits.bio} characters long`,
  [firstName, lastName, bio].some(hasNul) && 'Text must not contain the NUL character',
];

const tooLong = (text: string | undefined, max: number): boolean => (text?.length ?? 0) > max;

/** @throws ValidationError with every message */
export function toRegistration(input: RegisterUserInput): Registration {
  const registration = {
    ...input,
    username: normalizeUsername(input.username),
    email: input.email.trim(),
    firstName: input.firstName.trim(),
    lastName: input.lastName.trim(),
    bio: input.bio ?? '',
  };
  const { email, password } = registration;
  assertValid([
    ...usernameChecks(registration.username),
    (email.length > limits.email || hasNul(email) || !emailRule.test(email)) && 'Invalid email format',
    password.length < 8 && 'Password must be at least 8 characters long',
    password.length > limits.password && `Password must be at most ${limits.password} characters long`,
    ...profileChecks(registration),
  ]);
  return registration;
}

/** @throws ValidationError with every message */
export function toProfileChange(input: UpdateUserProfileInput): ProfileChange {
  const change = {
    username: input.username == null ? undefined : normalizeUsername(input.username),
    firstName: input.firstName?.trim(),
    lastName: input.lastName?.trim(),
    bio: input.bio ?? undefined,
  };
  assertValid([
    ...(change.username === undefined ? [] : usernameChecks(change.username)),
    ...profileChecks(change),
  ]);
  return change;
}
