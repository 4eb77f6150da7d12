import type { AddCommand } from '../lib/terminal.js';
import { addCreate } from './user/create.js';
import { addPassword } from './user/password.js';

const examples = `
On a terminal the password is asked for; otherwise it is the first line of standard input. An option would show it to
every user of the machine.

Examples:
  feedctl user create ada --email ada@example.org
  feedctl user password ada --generate             prints the new password`;

export const addUser: AddCommand = (program, terminal) => {
  const user = program
    .command('user')
    .description('Create accounts and give them passwords.')
    .addHelpText('after', examples);
  for (const add of [addCreate, addPassword]) add(user, terminal);
};
