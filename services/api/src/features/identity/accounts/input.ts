import { normalizeUsername } from '../../../auth/usernames.js';
import { refuseFaults } from '../../../kit/input-faults.js';

export interface Registration {
  username: string;
  email: string;
  password: string;
  firstName: string;
  lastName: string;
  bio: string;
}

/** The GraphQL inputs: what the caller left out is missing or null. */
export type RegistrationInput = Omit<Registration, 'bio'> & { bio?: string | null };
export type ProfileInput = {
  [K in 'username' | 'firstName' | 'lastName' | 'bio']?: string | null | undefined;
};
export type Profile = { [K in keyof ProfileInput]: string | undefined };

const usernameRule = /^[\p{L}\p{N}@.+_-]+$/u;
const emailRule = /^[^\s@<>()[\],;:"\\]+@[^\s@.]+(?:\.[^\s@.]+)+$/u;
const limits = { username: 150, email: 254, name: 150, bio: 1000, password: 256 };

type Faults = (string | false)[];

const usernameFaults = (username: string): Faults => [
  username.length < 3 && 'Username must be at least 3 characters long',
  username.length > limits.username && `Username must be at most ${limits.username} characters long`,
  username.length >= 3 &&
    !usernameRule.test(username) &&
    'Username may only contain letters, digits and @ . + - _',
];

const textFaults = ({ firstName, lastName, bio }: Omit<ProfileInput, 'username'>): Faults => [
  tooLong(firstName, limits.name) && `First name must be at most ${limits.name} characters long`,
  tooLong(lastName, limits.name) && `Last name must be at most ${limits.name} characters long`,
  tooLong(bio, limits.bio) && `Bio must be at most ${limits.bio} characters long`,
  [firstName, lastName, bio].some(hasNul) && 'Text must not contain the NUL character',
];

const tooLong = (text: string | null | undefined, max: number): boolean => (text?.length ?? 0) > max;
/** Postgres cannot store it. */
const hasNul = (text: string | null | undefined): boolean => text?.includes('\0') ?? false;

/** @throws InputFaults that lists every fault */
export function checkRegistration(input: RegistrationInput): Registration {
  const registration = {
    ...input,
    username: normalizeUsername(input.username),
    email: input.email.trim(),
    firstName: input.firstName.trim(),
    lastName: input.lastName.trim(),
    bio: input.bio ?? '',
  };
  const { email, password } = registration;
  refuseFaults([
    ...usernameFaults(registration.username),
    (email.length > limits.email || hasNul(email) || !emailRule.test(email)) && 'Invalid email format',
    password.length < 8 && 'Password must be at least 8 characters long',
    password.length > limits.password && `Password must be at most ${limits.password} characters long`,
    ...textFaults(registration),
  ]);
  return registration;
}

/** @throws InputFaults that lists every fault */
export function checkProfile(input: ProfileInput): Profile {
  const profile = {
    username: input.username == null ? undefined : normalizeUsername(input.username),
    firstName: input.firstName?.trim(),
    lastName: input.lastName?.trim(),
    bio: input.bio ?? undefined,
  };
  refuseFaults([
    ...(profile.username === undefined ? [] : usernameFaults(profile.username)),
    ...textFaults(profile),
  ]);
  return profile;
}
