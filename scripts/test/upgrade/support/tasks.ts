import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Database } from '@feed/store/postgres/queryable';
import { statement } from '@feed/store/postgres/statement';
import { until } from '@feed/testkit/until';
import { slow } from './service.js';

const insert = statement('test.stored_task', 'INSERT INTO tasks (kind, payload) VALUES ($1, $2)');
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

/** Waits until nothing is due any more; a task that failed is not waited for. */
export async function untilTasksAreDone(database: Database): Promise<void> {
  const done = async () => {
    const tasks = await database.query(due);
    const failed = tasks.filter(({ last_error }) => last_error !== null);
    assert.deepEqual(failed, [], 'tasks failed');
    return tasks.length === 0;
  };
  await until('the tasks are done', done, slow);
}
