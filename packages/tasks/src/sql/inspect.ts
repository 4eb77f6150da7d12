import type { EventKind } from '@feed/events/kinds/all';
import type { Queryable } from '@feed/store/postgres/queryable';
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
  /**
   * Unfinished and dead tasks by kind; done ones are not counted, because there may be many. Events that no worker has
   * turned into tasks yet are counted as pending under the kind `events`.
   */
  counts: { kind: string; state: Exclude<TaskState, 'done'>; count: number }[];
  /** Age of the undispatched event or due task that has waited longest; 0 when there is none. */
  oldestPendingSeconds: number;
}

export interface TaskFilter {
  /** Default: any state. */
  states?: readonly TaskState[] | undefined;
  kind?: string | undefined;
  /** Only tasks enqueued before the one with this id. */
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

/** The kind under which undispatched events are counted. */
export const eventsQueue = 'events';

/** One part for each state, because each has a partial index of its own. */
const counted = (state: string) =>
  `SELECT kind, '${state}' AS state, count(*)::int AS count FROM tasks WHERE state = '${state}' GROUP BY kind`;
const stats = statement<TaskStats['counts'][number]>(
  'tasks.stats',
  [
    ...['pending', 'running', 'dead'].map(counted),
    `SELECT '${eventsQueue}' AS kind, 'pending' AS state, count(*)::int AS count FROM events
     WHERE dispatched_at IS NULL HAVING count(*) > 0`,
  ].join(' UNION ALL '),
);
const oldest = statement<{ seconds: number | null }>(
  'tasks.oldest_pending',
  `SELECT extract(epoch FROM now() - least(
     (SELECT min(run_after) FROM tasks WHERE state = 'pending' AND run_after <= now()),
     (SELECT id_time(min(id)) FROM events WHERE dispatched_at IS NULL)))::float8 AS seconds`,
);
const listed = (state: TaskState) =>
  `(SELECT ${columns} FROM tasks
    WHERE state = '${state}' AND '${state}' = ANY($1::text[]) AND ($2::text IS NULL OR kind = $2)
      AND ($3::bigint IS NULL OR id < $3)
    ORDER BY id DESC LIMIT $4)`;
const list = statement<Row>(
  'tasks.list',
  `${taskStates.map(listed).join(' UNION ALL ')} ORDER BY id DESC LIMIT $4`,
);
const unfinished = statement<{ value: string }>(
  'tasks.unfinished',
  `SELECT payload->>$2::text AS value FROM tasks
   WHERE state IN ('pending', 'running') AND kind = $1 AND payload->>$2::text = ANY($3::text[])
   UNION SELECT payload->>$2::text FROM events
   WHERE dispatched_at IS NULL AND kind = ANY($4::text[]) AND payload->>$2::text = ANY($3::text[])`,
);
const byId = statement<Row>('tasks.by_id', `SELECT ${columns} FROM tasks WHERE id = $1`);

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
  { states = taskStates, kind, below, limit }: TaskFilter,
): Promise<TaskView[]> {
  return (await q.query(list, [states, kind ?? null, below ?? null, limit])).map(toView);
}

export async function findTask(q: Queryable, id: string): Promise<TaskView | null> {
  const [row] = await q.query(byId, [id]);
  return row ? toView(row) : null;
}

/** A task, the kinds of events that cause it, and a part of their payloads. */
export interface Waiting {
  task: string;
  events: readonly EventKind[];
  part: string;
}

/** @returns the values of that part for which a task is unfinished or an event undispatched */
export async function unfinishedFor(
  q: Queryable,
  { task, events, part }: Waiting,
  values: readonly string[],
): Promise<Set<string>> {
  const rows = await q.query(unfinished, [task, part, values, events]);
  return new Set(rows.map(({ value }) => value));
}
