import { addBury } from './tasks/bury.js';
import { addList } from './tasks/list.js';
import { addRedrive } from './tasks/redrive.js';
import { addShow } from './tasks/show.js';
import type { AddCommand } from '../lib/terminal.js';

const examples = `
Examples:
  feed tasks                               counts unfinished tasks and lists the newest ones
  feed tasks dead                          lists tasks that ran out of attempts, with their errors
  feed tasks show 1953184003981312         shows everything about one task
  feed tasks redrive 1953184003981312      gives a dead task new attempts
  feed tasks redrive --all --kind welcome-mail
  feed tasks bury 1953184003981312         makes a pending task dead`;

export const addTasks: AddCommand = (program, terminal) => {
  const tasks = program
    .command('tasks')
    .description('List background tasks, run dead ones again, and stop pending ones.')
    .addHelpText('after', examples);
  addList(tasks, terminal);
  addShow(tasks, terminal);
  addRedrive(tasks, terminal);
  addBury(tasks, terminal);
};
