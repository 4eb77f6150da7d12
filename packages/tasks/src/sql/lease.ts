import type { Queryable } from '@feed/store/postgres/queryable';
import { statement } from '@feed/store/postgres/statement';

/** A task that this process may run for as long as its lease lasts. */
export interface LeasedTask {
  id: string;
  kind: string;
  payload: unknown;
  requestId: string | null;
  /** This run included. */
  attempt: number;
  /** Fencing token: whoever leased the task later has a higher one, and this one's effects are refused. */
  token: string;
  /** From when it could have been run to now. */
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

/**
 * The key is given up with the claim: what was enqueued before is seen by this run, what comes later needs another, and
 * a retry must not collide with that one.
 */
const claim = statement<LeasedRow>(
  'tasks.claim',
  `WITH next AS MATERIALIZED (
     SELECT id FROM tasks WHERE state = 'pending' AND run_after <= now() AND kind = ANY($1::text[])
     ORDER BY run_after, id LIMIT $2 FOR UPDATE SKIP LOCKED)
   UPDATE tasks t SET state = 'running', attempts = attempts + 1, lease_token = lease_token + 1,
     lease_until = now() + make_interval(secs => $3), dedup_key = NULL
   FROM next WHERE t.id = next.id
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

const giveBack = statement<{ id: string }>(
  'tasks.give_back',
  `UPDATE tasks SET state = 'pending', lease_until = NULL, attempts = attempts - 1 WHERE ${held} RETURNING id`,
);

/** A row locked by a holder that has stopped in the midst of its commit must not keep the others from being taken back. */
const takeBack = statement<{ kind: string; state: 'pending' | 'dead' }>(
  'tasks.take_back',
  `WITH expired AS MATERIALIZED (
     SELECT t.id, t.attempts >= k.attempts AS used_up
     FROM tasks t JOIN unnest($1::text[], $2::int[]) AS k(kind, attempts) USING (kind)
     WHERE t.state = 'running' AND t.lease_until < now() FOR UPDATE OF t SKIP LOCKED)
   UPDATE tasks t SET lease_until = NULL, last_error = 'the lease ran out: its worker died or hung',
     state = CASE WHEN used_up THEN 'dead' ELSE 'pending' END::task_state,
     finished_at = CASE WHEN used_up THEN now() END
   FROM expired WHERE t.id = expired.id
   RETURNING t.kind, t.state`,
);

export interface Claim {
  /** Kinds this process can run; a newer release's are left for a newer worker. */
  kinds: readonly string[];
  limit: number;
  leaseSeconds: number;
}

/** Leases what is due, the longest overdue first. The database's clock alone decides what is due and until when. */
export async function claimTasks(q: Queryable, { kinds, limit, leaseSeconds }: Claim): Promise<LeasedTask[]> {
  const rows = await q.query(claim, [kinds, limit, leaseSeconds]);
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

/** Each of these is false when the lease is no longer this holder's, and then has changed nothing. */
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

/** For a worker that shuts down: the run does not count as an attempt. */
export const giveBackTask = (q: Queryable, { id, token }: Lease): Promise<boolean> =>
  touched(q.query(giveBack, [id, token]));

/**
 * Makes tasks whose holder let the lease run out pending again, or dead when that was their last attempt.
 * @param attempts by kind, how many runs a task has in all
 * @returns how many of each
 */
export async function takeBackExpired(
  q: Queryable,
  attempts: ReadonlyMap<string, number>,
): Promise<{ pending: number; dead: number }> {
  const rows = await q.query(takeBack, [[...attempts.keys()], [...attempts.values()]]);
  const dead = rows.filter(({ state }) => state === 'dead').length;
  return { pending: rows.length - dead, dead };
}
