import { CodedError, isCodedError } from '@feed/platform/errors';
import type { Database } from '@feed/store/postgres/database';
import { listTasks } from '@feed/tasks/sql/inspect';
import { retryDeadTask } from '@feed/tasks/sql/intervene';
import { byOperator } from '../../lib/audit.js';
import { withDatabase } from '../../lib/connect.js';
import { id, json } from '../../lib/options.js';
import { type AddCommand, leaves, type Terminal } from '../../lib/terminal.js';

interface Options {
  all?: boolean;
  kind?: string;
  json?: boolean;
}

interface Outcome {
  redriven: string[];
  /** Tasks that stay dead because a pending task of the same kind and key does their work. */
  superseded: string[];
  /** Tasks that were named on the command line but are not dead. */
  notDead: string[];
}

const pageSize = 500;

export const addRedrive: AddCommand = (tasks, terminal) => {
  tasks
    .command('redrive')
    .description('Give dead tasks new attempts; workers claim them at their next sweep.')
    .argument('[ids...]', 'ids of dead tasks', (text: string, before: string[] = []) => [...before, id(text)])
    .option('--all', 'every dead task')
    .option('--kind <kind>', 'with --all: only tasks of this kind')
    .hook('preAction', leaves(terminal, 'The tasks that were given new attempts keep them.'))
    .option(...json)
    .action((ids: string[] | undefined, options: Options) => run(terminal, ids ?? [], options));
};

async function run(terminal: Terminal, ids: readonly string[], options: Options): Promise<void> {
  if (options.all ? ids.length > 0 : ids.length === 0 || options.kind !== undefined)
    throw new CodedError('INVALID_INPUT', 'choose the tasks: their ids, or --all, optionally with --kind');
  const outcome = await withDatabase(terminal, {}, (database) =>
    options.all ? redriveAll(database, options.kind) : redrive(database, ids),
  );
  terminal.out(options.json ? `${JSON.stringify(outcome)}\n` : inWords(outcome));
  if (outcome.notDead.length > 0) terminal.exitCode = 1;
}

async function redriveAll(database: Database, kind: string | undefined): Promise<Outcome> {
  const all: Outcome = { redriven: [], superseded: [], notDead: [] };
  for (let below: string | undefined; ;) {
    const dead = await listTasks(database, { states: ['dead'], kind, below, limit: pageSize });
    const part = await redrive(
      database,
      dead.map((task) => task.id),
    );
    all.redriven.push(...part.redriven);
    all.superseded.push(...part.superseded);
    if (dead.length < pageSize) return all;
    below = dead.at(-1)?.id;
  }
}

/** Each task has its own transaction, so that a superseded one does not block the others. */
async function redrive(database: Database, ids: readonly string[]): Promise<Outcome> {
  const outcome: Outcome = { redriven: [], superseded: [], notDead: [] };
  for (const taskId of ids) outcome[await redriveOne(database, taskId)].push(taskId);
  return outcome;
}

async function redriveOne(database: Database, taskId: string): Promise<keyof Outcome> {
  try {
    const done = await database.transaction((tx) => retryDeadTask(tx, taskId, byOperator()));
    return done?.changed ? 'redriven' : 'notDead';
  } catch (error) {
    if (isCodedError(error) && error.code === 'CONFLICT') return 'superseded';
    throw error;
  }
}

function inWords({ redriven, superseded, notDead }: Outcome): string {
  const lines = [`${redriven.length} tasks will run again.`];
  if (superseded.length > 0)
    lines.push(
      `${superseded.length} stay dead, because a pending task does the same (${superseded.join(', ')}).`,
    );
  if (notDead.length > 0) lines.push(`Not dead, so unchanged: ${notDead.join(', ')}.`);
  return `${lines.join('\n')}\n`;
}
