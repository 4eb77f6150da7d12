import { roles, type Role } from '@feed/store/identity/roles/role';
import { changeRole } from '@feed/store/identity/roles/writes';
import { audit } from '@feed/store/operators/audit/writes';
import type { Database } from '@feed/store/postgres/database';
import { Argument } from 'commander';
import { accountArgument, requireAccount } from '../../lib/account.js';
import { byOperator } from '../../lib/audit.js';
import { withDatabase } from '../../lib/connect.js';
import { json } from '../../lib/options.js';
import type { AddCommand } from '../../lib/terminal.js';

interface Outcome {
  userId: string;
  username: string;
  before: Role;
  role: Role;
}

const examples = `
A moderator may moderate content; an admin may do everything. The role counts from the account's next request on.

Examples:
  feedctl user role ada admin   makes the account an administrator
  feedctl user role ada user    takes the role away again, unless no administrator would be left`;

export const addRole: AddCommand = (user, terminal) => {
  user
    .command('role')
    .description('Give an account a role, for example the first administrator.')
    .argument(accountArgument, 'its username or id')
    .addArgument(new Argument('<role>', 'its new role').choices(roles.map((role) => role.toLowerCase())))
    .option(...json)
    .addHelpText('after', examples)
    .action(async (account: string, role: string, options: { json?: boolean }) => {
      const outcome = await withDatabase(terminal, {}, (database) =>
        setRole(database, account, role.toUpperCase() as Role),
      );
      terminal.out(options.json ? `${JSON.stringify(outcome)}\n` : inWords(outcome));
    });
};

/** @throws CodedError NOT_FOUND, or CONFLICT when no administrator would be left */
async function setRole(database: Database, given: string, role: Role): Promise<Outcome> {
  const { id: userId, username } = await requireAccount(database, given);
  const before = await database.transaction(async (tx) => {
    const had = await changeRole(tx, userId, role);
    const by = byOperator({ from: had, to: role });
    if (had !== role) await audit(tx, { ...by, action: 'role.set', targetType: 'user', targetId: userId });
    return had;
  });
  return { userId, username, before, role };
}

function inWords({ username, before, role }: Outcome): string {
  const name = role.toLowerCase();
  return before === role
    ? `${username} already has the role ${name}.\n`
    : `${username} now has the role ${name}; it was ${before.toLowerCase()}.\n`;
}
