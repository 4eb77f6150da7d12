import type { Database } from '@feed/store/postgres/database';
import { buryPendingTask } from '@feed/tasks/sql/intervene';
import { byOperator } from '../../lib/audit.js';
import { withDatabase } from '../../lib/connect.js';
import { id, json } from '../../lib/options.js';
import type { AddCommand } from '../../lib/terminal.js';

interface Outcome {
  buried: string[];
  /** Tasks that are not pending, so that they are left as they are. */
  notPending: string[];
}

export const addBury: AddCommand = (tasks, terminal) => {
  tasks
    .command('bury')
    .description('Make pending tasks dead, so that they are not run.')
    .argument('<ids...>', 'ids of pending tasks', (text: string, before: string[] = []) => [
      ...before,
      id(text),
    ])
    .option(...json)
    .action(async (ids: string[], options: { json?: boolean }) => {
      const outcome = await withDatabase(terminal, {}, (database) => bury(database, ids));
      terminal.out(options.json ? `${JSON.stringify(outcome)}\n` : inWords(outcome));
      if (outcome.notPending.length > 0) terminal.exitCode = 1;
    });
};

async function bury(database: Database, ids: readonly string[]): Promise<Outcome> {
  const outcome: Outcome = { buried: [], notPending: [] };
  for (const taskId of ids) {
    const done = await database.transaction((tx) => buryPendingTask(tx, taskId, byOperator()));
    outcome[done?.changed ? 'buried' : 'notPending'].push(taskId);
  }
  return outcome;
}

function inWords({ buried, notPending }: Outcome): string {
  const rest = notPending.length > 0 ? `Not pending, so unchanged: ${notPending.join(', ')}.\n` : '';
  return `${buried.length} tasks are buried; "feedctl tasks redrive" runs them after all.\n${rest}`;
}
