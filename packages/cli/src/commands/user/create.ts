import { record } from '@feed/events/record';
import { CodedError } from '@feed/platform/errors';
import { takenNames } from '@feed/store/identity/users/reads';
import { createUser, type NewUser } from '@feed/store/identity/users/writes';
import { audit } from '@feed/store/operators/audit/writes';
import { violatedConstraint } from '@feed/store/postgres/errors';
import type { Database } from '@feed/store/postgres/queryable';
import { isEmailAddress } from '@feed/store/rules/email-addresses';
import { nameProblems } from '@feed/store/rules/profile';
import { normalizeUsername, usernameProblems } from '@feed/store/rules/usernames';
import { byOperator } from '../../lib/audit.js';
import { withDatabase } from '../../lib/connect.js';
import { json } from '../../lib/options.js';
import type { AddCommand, Terminal } from '../../lib/terminal.js';
import { generateOption, newPassword } from './new-password.js';

interface Options {
  email: string;
  firstName: string;
  lastName: string;
  generate?: boolean;
  json?: boolean;
}

export const addCreate: AddCommand = (user, terminal) => {
  user
    .command('create')
    .description('Create an account, by the rules of registration. Reserved usernames are allowed.')
    .argument('<username>', 'its username')
    .requiredOption('--email <address>', 'its e-mail address')
    .option('--first-name <name>', 'its first name', '')
    .option('--last-name <name>', 'its last name', '')
    .option(...generateOption)
    .option(...json)
    .action((username: string, options: Options) => create(terminal, username, options));
};

async function create(terminal: Terminal, typed: string, options: Options): Promise<void> {
  const names = cleanNames(typed, options);
  rejectInvalid(names);
  await withDatabase(terminal, {}, async (database) => {
    await rejectTaken(database, names);
    const { hash: passwordHash, generated } = await newPassword(terminal, options);
    const id = await insert(database, { ...names, passwordHash, bio: '' });
    const { username } = names;
    if (options.json) return terminal.out(`${JSON.stringify({ id, username, password: generated })}\n`);
    const password = generated === undefined ? '' : `, with the password ${generated}`;
    terminal.out(`Created the account ${username} (${id})${password}\n`);
  });
}

type Names = Omit<NewUser, 'passwordHash' | 'bio'>;

const cleanNames = (username: string, { email, firstName, lastName }: Options): Names => ({
  username: normalizeUsername(username),
  email: email.trim(),
  firstName: firstName.trim().normalize('NFC'),
  lastName: lastName.trim().normalize('NFC'),
});

function rejectInvalid({ username, email, firstName, lastName }: Names): void {
  const problems = [
    ...usernameProblems(username, { reserved: 'allowed' }).map((problem) => `the username ${problem}`),
    ...(isEmailAddress(email) ? [] : ['the e-mail address is invalid']),
    ...nameProblems(firstName).map((problem) => `the first name ${problem}`),
    ...nameProblems(lastName).map((problem) => `the last name ${problem}`),
  ];
  if (problems.length > 0) throw new CodedError('INVALID_INPUT', problems.join('; '));
}

async function rejectTaken(database: Database, names: Names): Promise<void> {
  const taken = await takenNames(database, names);
  if (taken.username) throw usernameTaken(names);
  if (taken.email) throw emailTaken(names);
}

const usernameTaken = ({ username }: Names): CodedError =>
  new CodedError('CONFLICT', `there is already an account ${username}`);
const emailTaken = ({ email }: Names): CodedError =>
  new CodedError('CONFLICT', `there is already an account with the address ${email}`);

/** The event brings what a registration brings, such as the welcome mail. */
async function insert(database: Database, user: NewUser): Promise<string> {
  try {
    return await database.transaction(async (tx) => {
      const { id } = await createUser(tx, user);
      await record(tx, { kind: 'user.registered', payload: { userId: id } });
      await audit(tx, { ...byOperator(), action: 'user.create', targetType: 'user', targetId: id });
      return id;
    });
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'users_username') throw usernameTaken(user);
    if (constraint === 'users_email') throw emailTaken(user);
    throw error;
  }
}
