import { CodedError } from '@feed/platform/errors';
import { idTime } from '@feed/store/postgres/ids';
import { findTask, type TaskView } from '@feed/tasks/sql/inspect';
import { withDatabase } from '../../lib/connect.js';
import { id, json } from '../../lib/options.js';
import { printable } from '../../lib/printable.js';
import type { AddCommand } from '../../lib/terminal.js';

export const addShow: AddCommand = (tasks, terminal) => {
  tasks
    .command('show')
    .description('Show everything about one task.')
    .argument('<id>', 'its id', id)
    .option(...json)
    .action(async (taskId: string, options: { json?: boolean }) => {
      const task = await withDatabase(terminal, {}, (database) => findTask(database, taskId));
      if (!task)
        throw new CodedError(
          'NOT_FOUND',
          `there is no task ${taskId}; finished tasks are deleted after some time`,
        );
      terminal.out(options.json ? `${JSON.stringify(task)}\n` : inWords(task));
    });
};

function inWords(task: TaskView): string {
  const lines: [string, string | null][] = [
    ['id', task.id],
    ['kind', task.kind],
    ['state', `${task.state} after ${task.attempts} attempts`],
    ['payload', JSON.stringify(task.payload)],
    ['enqueued', idTime(task.id).toISOString()],
    ['not before', task.runAfter.toISOString()],
    ['finished', task.finishedAt?.toISOString() ?? null],
    ['request', task.requestId],
    ['last error', task.lastError],
  ];
  return lines
    .flatMap(([name, value]) => (value === null ? [] : [`${name.padEnd(11)} ${printable(value)}\n`]))
    .join('');
}
