import { addList } from './tasks/list.js';
import { addRedrive } from './tasks/redrive.js';
import { addShow } from './tasks/show.js';
import type { AddCommand } from '../lib/terminal.js';

const examples = `
Examples:
  feedctl tasks                               counts unfinished tasks and lists the newest ones
  feedctl tasks dead                          lists tasks that ran out of attempts, with their errors
  feedctl tasks show 1953184003981312         shows everything about one task
  feedctl tasks redrive 1953184003981312      gives a dead task new attempts
  feedctl tasks redrive --all --kind welcome-mail`;

export const addTasks: AddCommand = (program, terminal) => {
  const tasks = program
    .command('tasks')
    .description('List background tasks, and run dead ones again.')
    .addHelpText('after', examples);
  addList(tasks, terminal);
  addShow(tasks, terminal);
  addRedrive(tasks, terminal);
};
