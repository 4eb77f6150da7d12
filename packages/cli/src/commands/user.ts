import type { AddCommand } from '../lib/terminal.js';
import { addCreate } from './user/create.js';
import { addPassword } from './user/password.js';
import { addRole } from './user/role.js';

const examples = `
On a terminal the password is asked for; otherwise it is the first line of standard input. An option would show it to
every user of the machine.

Examples:
  feedctl user create ada --email ada@example.org
  feedctl user password ada --generate             prints the new password
  feedctl user role ada admin                      makes the account an administrator`;

export const addUser: AddCommand = (program, terminal) => {
  const user = program
    .command('user')
    .description('Create accounts, and give them passwords and roles.')
    .addHelpText('after', examples);
  for (const add of [addCreate, addPassword, addRole]) add(user, terminal);
};
