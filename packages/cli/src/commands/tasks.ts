import { addList } from './tasks/list.js';
import { addRedrive } from './tasks/redrive.js';
import { addShow } from './tasks/show.js';
import type { AddCommand } from '../lib/terminal.js';

const examples = `
Examples:
  feed tasks                               how many there are, and the newest
  feed tasks dead                          those that failed too often, with their errors
  feed tasks show 1953184003981312         everything about one
  feed tasks redrive 1953184003981312      lets a dead one run again
  feed tasks redrive --all --kind welcome-mail`;

export const addTasks: AddCommand = (program, terminal) => {
  const tasks = program
    .command('tasks')
    .description('List background tasks, and let dead ones run again.')
    .addHelpText('after', examples);
  addList(tasks, terminal);
  addShow(tasks, terminal);
  addRedrive(tasks, terminal);
};
