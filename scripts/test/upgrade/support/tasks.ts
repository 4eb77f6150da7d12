import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Database } from '@feed/store/postgres/queryable';
import { statement } from '@feed/store/postgres/statement';
import { dispatchEvents } from '@feed/tasks/sql/dispatch';
import { until } from '@feed/testkit/until';
import { registry } from '@feed/worker/registry';
import { slow } from './service.js';

const insert = statement('test.stored_task', 'INSERT INTO tasks (kind, payload) VALUES ($1, $2)');
const undispatched = statement<{ kind: string }>(
  'test.undispatched_events',
  'SELECT kind FROM events WHERE dispatched_at IS NULL ORDER BY id',
);
const due = statement<{ kind: string; last_error: string | null }>(
  'test.due_tasks',
  `SELECT kind, last_error FROM tasks
   WHERE last_error IS NOT NULL OR state = 'running' OR (state = 'pending' AND run_after <= now())`,
);

/** Every kind of task as a release stores it: its golden files, as rows. */
export async function storeTasksOf(root: string, database: Database): Promise<void> {
  const folder = join(root, 'packages/tasks/test/golden');
  for (const file of readdirSync(folder))
    for (const payload of JSON.parse(readFileSync(join(folder, file), 'utf8')) as object[])
      await database.query(insert, [basename(file, '.json'), JSON.stringify(payload)]);
}

export interface Left {
  /** Events that no worker has dispatched. */
  events: readonly string[];
  /** Kinds of tasks that are due or running. */
  tasks: readonly string[];
}

/** @throws AssertionError when a task has failed */
async function left(database: Database): Promise<Left> {
  const tasks = await database.query(due);
  const failed = tasks.filter(({ last_error }) => last_error !== null);
  assert.deepEqual(failed, [], 'tasks failed');
  const events = await database.query(undispatched);
  return { events: events.map(({ kind }) => kind), tasks: tasks.map(({ kind }) => kind).sort() };
}

/** Waits until nothing is due but what is expected; a task that fails ends the wait. */
export async function untilOnlyLeft(database: Database, expected: Left): Promise<void> {
  const reached = async () => isDeepStrictEqual(await left(database), expected);
  await until(`only ${JSON.stringify(expected)} is left`, reached, slow);
}

/** Waits until every event is dispatched and no task is due; a task that fails ends the wait. */
export const untilTasksAreDone = (database: Database): Promise<void> =>
  untilOnlyLeft(database, { events: [], tasks: [] });

/** Dispatches events as the worker of this release does. */
export async function dispatchAll(database: Database): Promise<void> {
  await dispatchEvents(database, registry.subscriptions, 1_000);
}
