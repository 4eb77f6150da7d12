import { CodedError } from '@feed/platform/errors';
import { revokeSessions } from '@feed/store/identity/sessions/writes';
import { changePassword } from '@feed/store/identity/users/writes';
import { audit } from '@feed/store/operators/audit/writes';
import { accountArgument, requireAccount } from '../../lib/account.js';
import { byOperator } from '../../lib/audit.js';
import { withDatabase } from '../../lib/connect.js';
import { json } from '../../lib/options.js';
import type { AddCommand, Terminal } from '../../lib/terminal.js';
import { generateOption, newPassword } from './new-password.js';

interface Options {
  generate?: boolean;
  json?: boolean;
}

export const addPassword: AddCommand = (user, terminal) => {
  user
    .command('password')
    .description('Give an account a new password. Its sessions end within seconds.')
    .argument(accountArgument, 'its username or id')
    .option(...generateOption)
    .option(...json)
    .action((account: string, options: Options) => setPassword(terminal, account, options));
};

async function setPassword(terminal: Terminal, given: string, options: Options): Promise<void> {
  await withDatabase(terminal, {}, async (database) => {
    const { id, username } = await requireAccount(database, given);
    const { hash, generated } = await newPassword(terminal, options);
    const endedSessions = await database.transaction(async (tx) => {
      if (!(await changePassword(tx, id, hash)))
        throw new CodedError('NOT_FOUND', `there is no account ${given}`);
      await audit(tx, { ...byOperator(), action: 'user.password', targetType: 'user', targetId: id });
      return revokeSessions(tx, id);
    });
    if (options.json)
      return terminal.out(`${JSON.stringify({ id, username, password: generated, endedSessions })}\n`);
    const password = generated === undefined ? 'a new password' : `the password ${generated}`;
    terminal.out(`The account ${username} (${id}) has ${password}; ${endedSessions} sessions ended.\n`);
  });
}
