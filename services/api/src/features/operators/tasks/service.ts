import { toPage } from '@feed/store/postgres/cursor';
import type { Queryable } from '@feed/store/postgres/queryable';
import { listTasks, type TaskFilter, type TaskState, type TaskView } from '@feed/tasks/sql/inspect';
import {
  type Connection,
  type ConnectionArgs,
  connectionArgs,
  type Edge,
  toConnection,
} from '../../../kit/connection.js';

type StateName = Uppercase<TaskState>;

export const stateName = (state: TaskState): StateName => state.toUpperCase() as StateName;
export const storedState = (name: StateName): TaskState => name.toLowerCase() as TaskState;

/** A page of tasks, the most recently enqueued first. */
export async function pageOfTasks(
  q: Queryable,
  filter: Pick<TaskFilter, 'states' | 'kind'>,
  args: ConnectionArgs,
): Promise<Connection<Edge<TaskView>>> {
  const { first, after } = connectionArgs(args);
  const rows = await listTasks(q, { ...filter, below: after, limit: first + 1 });
  return toConnection(toPage(rows, first), ({ id }) => id);
}
