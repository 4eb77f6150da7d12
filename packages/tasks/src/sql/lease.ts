import type { Queryable } from '@feed/store/postgres/queryable';
import { statement } from '@feed/store/postgres/statement';

/** A task that this process may run until its lease ends. */
export interface LeasedTask {
  id: string;
  kind: string;
  payload: unknown;
  requestId: string | null;
  /** 1 for the first run. */
  attempt: number;
  /** Fencing token: once a later lease of the task exists, with a higher token, effects under this one are rejected. */
  token: string;
  /** Time since the task was due. */
  waitSeconds: number;
}

interface LeasedRow {
  id: string;
  kind: string;
  payload: unknown;
  request_id: string | null;
  attempts: number;
  lease_token: string;
  wait_seconds: number;
}

type Lease = Pick<LeasedTask, 'id' | 'token'>;

/** The number of tasks, those that have waited longest, among which certain kinds are searched: a claim must stay cheap. */
const searched = 1_000;

/**
 * The claim clears the key: this run sees what was enqueued before it; what is enqueued later needs another task, with
 * which a retry of this one must not collide.
 */
const claim = statement<LeasedRow>(
  'tasks.claim',
  `WITH next AS MATERIALIZED (
     SELECT id FROM tasks WHERE state = 'pending' AND run_after <= now() AND kind = ANY($1::text[])
     ORDER BY run_after, id LIMIT $2 FOR UPDATE SKIP LOCKED),
   further AS MATERIALIZED (
     SELECT t.id FROM (
       SELECT id, kind, run_after FROM tasks WHERE state = 'pending' AND run_after <= now()
       ORDER BY run_after, id LIMIT ${searched}) longest
     JOIN tasks t ON t.id = longest.id
     WHERE longest.kind = ANY($4::text[]) AND t.state = 'pending' AND t.id NOT IN (SELECT id FROM next)
     ORDER BY longest.run_after, longest.id LIMIT $5 FOR UPDATE OF t SKIP LOCKED)
   UPDATE tasks t SET state = 'running', attempts = attempts + 1, lease_token = lease_token + 1,
     lease_until = now() + make_interval(secs => $3), dedup_key = NULL
   FROM (SELECT id FROM next UNION ALL SELECT id FROM further) claimed WHERE t.id = claimed.id
   RETURNING t.id, t.kind, t.payload, t.request_id, t.attempts, t.lease_token,
     extract(epoch FROM now() - t.run_after)::float8 AS wait_seconds`,
);

const held = "id = $1 AND lease_token = $2 AND state = 'running'";

const extend = statement<{ id: string }>(
  'tasks.extend',
  `UPDATE tasks SET lease_until = now() + make_interval(secs => $3) WHERE ${held} RETURNING id`,
);

const finish = statement<{ id: string }>(
  'tasks.finish',
  `UPDATE tasks SET state = 'done', finished_at = now(), lease_until = NULL WHERE ${held} RETURNING id`,
);

const retry = statement<{ id: string }>(
  'tasks.retry',
  `UPDATE tasks SET state = 'pending', lease_until = NULL, last_error = $3,
     run_after = now() + make_interval(secs => $4) WHERE ${held} RETURNING id`,
);

const bury = statement<{ id: string }>(
  'tasks.bury',
  `UPDATE tasks SET state = 'dead', lease_until = NULL, last_error = $3, finished_at = now()
   WHERE ${held} RETURNING id`,
);

const refuse = statement<{ id: string }>(
  'tasks.refuse',
  `UPDATE tasks SET state = 'done', lease_until = NULL, last_error = $3, finished_at = now()
   WHERE ${held} RETURNING id`,
);

const giveBack = statement<{ id: string }>(
  'tasks.give_back',
  `UPDATE tasks SET state = 'pending', lease_until = NULL, attempts = attempts - 1 WHERE ${held} RETURNING id`,
);

/**
 * SKIP LOCKED: a row that a paused worker has locked must not keep the others from being taken back. The snapshot of the
 * last part is that of the first, so expired leases are left out of it.
 */
const takeBack = statement<{ pending: number; dead: number; next_seconds: number | null }>(
  'tasks.take_back',
  `WITH expired AS MATERIALIZED (
     SELECT t.id, t.attempts >= k.attempts AS used_up
     FROM tasks t JOIN unnest($1::text[], $2::int[]) AS k(kind, attempts) USING (kind)
     WHERE t.state = 'running' AND t.lease_until < now() FOR UPDATE OF t SKIP LOCKED),
   taken AS (
     UPDATE tasks t SET lease_until = NULL, last_error = 'the lease ran out: its worker died or hung',
       state = CASE WHEN used_up THEN 'dead' ELSE 'pending' END::task_state,
       finished_at = CASE WHEN used_up THEN now() END
     FROM expired WHERE t.id = expired.id
     RETURNING t.state)
   SELECT count(*) FILTER (WHERE state = 'pending')::int AS pending,
     count(*) FILTER (WHERE state = 'dead')::int AS dead,
     (SELECT extract(epoch FROM min(lease_until) - now())::float8 FROM tasks
      WHERE state = 'running' AND lease_until >= now() AND kind = ANY($1::text[])) AS next_seconds
   FROM taken`,
);

export interface Claim {
  /** The kinds that this process can run; others are left for a newer worker. */
  kinds: readonly string[];
  limit: number;
  /** More tasks, of some kinds only. They are found when they are among the 1,000 that have waited longest. */
  further?: { kinds: readonly string[]; limit: number };
  leaseSeconds: number;
}

/** Leases due tasks, the longest overdue first. Only the database's clock decides what is due and when a lease ends. */
export async function claimTasks(q: Queryable, claimed: Claim): Promise<LeasedTask[]> {
  const { kinds, limit, further = { kinds: [], limit: 0 }, leaseSeconds } = claimed;
  const rows = await q.query(claim, [kinds, limit, leaseSeconds, further.kinds, further.limit]);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    payload: row.payload,
    requestId: row.request_id,
    attempt: row.attempts,
    token: row.lease_token,
    waitSeconds: row.wait_seconds,
  }));
}

const touched = async (rows: Promise<unknown[]>): Promise<boolean> => (await rows).length > 0;

/** This and the next five return false, and change nothing, when another worker has leased the task since. */
export const extendLease = (q: Queryable, { id, token }: Lease, seconds: number): Promise<boolean> =>
  touched(q.query(extend, [id, token, seconds]));

/** Has to be the last statement of a transaction with the task's effects. */
export const finishTask = (q: Queryable, { id, token }: Lease): Promise<boolean> =>
  touched(q.query(finish, [id, token]));

export const retryTask = (
  q: Queryable,
  { id, token }: Lease,
  error: string,
  delaySeconds: number,
): Promise<boolean> => touched(q.query(retry, [id, token, error, delaySeconds]));

export const buryTask = (q: Queryable, { id, token }: Lease, error: string): Promise<boolean> =>
  touched(q.query(bury, [id, token, error]));

/** Ends the task without success: it is not retried, and does not count as dead. */
export const refuseTask = (q: Queryable, { id, token }: Lease, error: string): Promise<boolean> =>
  touched(q.query(refuse, [id, token, error]));

/** For a worker that shuts down: the run does not count as an attempt. */
export const giveBackTask = (q: Queryable, { id, token }: Lease): Promise<boolean> =>
  touched(q.query(giveBack, [id, token]));

export interface TakenBack {
  /** The number of tasks that are pending again. */
  pending: number;
  /** The number of tasks whose last attempt it was. */
  dead: number;
  /** The time until the next lease ends, unless it is extended; null when no task is running. */
  nextSeconds: number | null;
}

/**
 * Makes tasks whose lease has run out pending again, or dead when that was their last attempt.
 * @param attempts the maximum number of runs of a task, by kind
 */
export async function takeBackExpired(
  q: Queryable,
  attempts: ReadonlyMap<string, number>,
): Promise<TakenBack> {
  const [row] = await q.query(takeBack, [[...attempts.keys()], [...attempts.values()]]);
  return { pending: row?.pending ?? 0, dead: row?.dead ?? 0, nextSeconds: row?.next_seconds ?? null };
}
