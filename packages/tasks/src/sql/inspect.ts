import type { Queryable, Tx } from '@feed/store/postgres/queryable';
import { statement } from '@feed/store/postgres/statement';

export const taskStates = ['pending', 'running', 'done', 'dead'] as const;
export type TaskState = (typeof taskStates)[number];

export interface TaskView {
  id: string;
  kind: string;
  state: TaskState;
  payload: unknown;
  requestId: string | null;
  runAfter: Date;
  attempts: number;
  lastError: string | null;
  finishedAt: Date | null;
}

export interface TaskStats {
  /** Unfinished and dead tasks; done ones are not counted, there may be many. */
  counts: { kind: string; state: Exclude<TaskState, 'done'>; count: number }[];
  /** Of the task that has been due for longest, 0 when none is due. */
  oldestPendingSeconds: number;
}

export interface TaskFilter {
  state?: TaskState | undefined;
  kind?: string | undefined;
  /** Only tasks enqueued before the one of this id. */
  below?: string | undefined;
  limit: number;
}

interface Row {
  id: string;
  kind: string;
  state: TaskState;
  payload: unknown;
  request_id: string | null;
  run_after: Date;
  attempts: number;
  last_error: string | null;
  finished_at: Date | null;
}

const columns = 'id, kind, state, payload, request_id, run_after, attempts, last_error, finished_at';

/** One part a state, because each has a partial index of its own. */
const counted = (state: string) =>
  `SELECT kind, '${state}' AS state, count(*)::int AS count FROM tasks WHERE state = '${state}' GROUP BY kind`;
const stats = statement<TaskStats['counts'][number]>(
  'tasks.stats',
  ['pending', 'running', 'dead'].map(counted).join(' UNION ALL '),
);
const oldest = statement<{ seconds: number | null }>(
  'tasks.oldest_pending',
  `SELECT extract(epoch FROM now() - min(run_after))::float8 AS seconds
   FROM tasks WHERE state = 'pending' AND run_after <= now()`,
);
const list = statement<Row>(
  'tasks.list',
  `SELECT ${columns} FROM tasks
   WHERE ($1::task_state IS NULL OR state = $1) AND ($2::text IS NULL OR kind = $2)
     AND ($3::bigint IS NULL OR id < $3)
   ORDER BY id DESC LIMIT $4`,
);
const unfinished = statement<{ value: string }>(
  'tasks.unfinished',
  `SELECT DISTINCT payload->>$2::text AS value FROM tasks
   WHERE state IN ('pending', 'running') AND kind = $1 AND payload->>$2::text = ANY($3::text[])`,
);
const byId = statement<Row>('tasks.by_id', `SELECT ${columns} FROM tasks WHERE id = $1`);
const redrive = statement<{ id: string; kind: string }>(
  'tasks.redrive',
  `UPDATE tasks SET state = 'pending', attempts = 0, run_after = now(), finished_at = NULL
   WHERE id = ANY($1::bigint[]) AND state = 'dead' RETURNING id, kind`,
);

const toView = (row: Row): TaskView => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  payload: row.payload,
  requestId: row.request_id,
  runAfter: row.run_after,
  attempts: row.attempts,
  lastError: row.last_error,
  finishedAt: row.finished_at,
});

export async function taskStats(q: Queryable): Promise<TaskStats> {
  const counts = await q.query(stats);
  const [row] = await q.query(oldest);
  return { counts, oldestPendingSeconds: Math.max(0, row?.seconds ?? 0) };
}

/** Newest first. */
export async function listTasks(
  q: Queryable,
  { state, kind, below, limit }: TaskFilter,
): Promise<TaskView[]> {
  return (await q.query(list, [state ?? null, kind ?? null, below ?? null, limit])).map(toView);
}

export async function findTask(q: Queryable, id: string): Promise<TaskView | null> {
  const [row] = await q.query(byId, [id]);
  return row ? toView(row) : null;
}

/** Those of the values for which a task of this kind, with the value as that part of its payload, is not finished. */
export async function unfinishedFor(
  q: Queryable,
  kind: string,
  part: string,
  values: readonly string[],
): Promise<Set<string>> {
  return new Set((await q.query(unfinished, [kind, part, values])).map(({ value }) => value));
}

/** Gives dead tasks all their attempts anew. @returns those that were dead and are pending now */
export function redriveTasks(tx: Tx, ids: readonly string[]): Promise<{ id: string; kind: string }[]> {
  return tx.query(redrive, [ids]);
}
