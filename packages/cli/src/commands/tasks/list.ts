import { idTime } from '@feed/store/postgres/ids';
import {
  listTasks,
  taskStates,
  taskStats,
  type TaskState,
  type TaskStats,
  type TaskView,
} from '@feed/tasks/sql/inspect';
import { Option, type Command } from 'commander';
import { withDatabase } from '../../lib/connect.js';
import { id, integer, json } from '../../lib/options.js';
import { printable } from '../../lib/printable.js';
import { cut, table } from '../../lib/table.js';
import type { AddCommand, Terminal } from '../../lib/terminal.js';

interface Options {
  state?: TaskState;
  kind?: string;
  below?: string;
  limit: number;
  json?: boolean;
}

/** In columns of a terminal. */
const maxErrorWidth = 60;

export const addList: AddCommand = (tasks, terminal) => {
  withFilter(tasks.command('list', { isDefault: true }))
    .description('Count unfinished tasks, and list tasks, newest first.')
    .addOption(new Option('--state <state>', 'only tasks in this state').choices(taskStates))
    .action((options: Options) => list(terminal, options));
  withFilter(tasks.command('dead'))
    .description('List the tasks that ran out of attempts.')
    .action((options: Options) => list(terminal, { ...options, state: 'dead' }));
};

const withFilter = (command: Command) =>
  command
    .option('--kind <kind>', 'only tasks of this kind')
    .option('--below <id>', 'only tasks older than this one, for the next page', id)
    .option('--limit <count>', 'the maximum number of tasks', integer(1, 1000), 20)
    .option(...json);

async function list(terminal: Terminal, options: Options): Promise<void> {
  await withDatabase(terminal, {}, async (database) => {
    const stats = await taskStats(database);
    const { state, ...rest } = options;
    const tasks = await listTasks(database, { ...rest, states: state && [state] });
    terminal.out(options.json ? `${JSON.stringify({ ...stats, tasks })}\n` : inWords(stats, tasks));
  });
}

function inWords(stats: TaskStats, tasks: readonly TaskView[]): string {
  const counts = stats.counts.map(({ kind, state, count }) => [kind, state, count]);
  const age = `The oldest due task has waited for ${Math.round(stats.oldestPendingSeconds)} s.\n`;
  const summary =
    counts.length === 0
      ? 'There are no unfinished tasks.\n'
      : table(['kind', 'state', 'tasks'], counts) + age;
  if (tasks.length === 0) return summary;
  const rows = tasks.map((task) => [
    task.id,
    task.kind,
    task.state,
    task.attempts,
    idTime(task.id).toISOString().slice(0, 19),
    firstLine(task.lastError),
  ]);
  return `${summary}\n${table(['id', 'kind', 'state', 'attempts', 'enqueued', 'last error'], rows)}`;
}

function firstLine(error: string | null): string {
  const [line = ''] = printable(error ?? '').split('\n');
  return cut(line, maxErrorWidth);
}
