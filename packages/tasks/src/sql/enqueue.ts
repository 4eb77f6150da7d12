import type { Tx } from '@feed/store/postgres/queryable';
import { statement } from '@feed/store/postgres/statement';

export interface NewTask {
  kind: string;
  payload: object;
  dedupKey?: string | undefined;
  delaySeconds: number;
  /** The request that caused it, for the logs of its run. */
  requestId?: string | undefined;
}

/**
 * DO UPDATE locks a pending task of the same key: it cannot be claimed before this transaction commits, so its run sees
 * what this transaction wrote.
 */
const insert = statement<{ id: string }>(
  'tasks.insert',
  `INSERT INTO tasks (kind, payload, dedup_key, run_after, request_id)
   VALUES ($1, $2, $3, now() + make_interval(secs => $4), $5)
   ON CONFLICT (kind, dedup_key) WHERE dedup_key IS NOT NULL AND state = 'pending'
   DO UPDATE SET run_after = least(tasks.run_after, excluded.run_after)
   RETURNING id`,
);

/** @returns the id of the new task, or of the pending one that stands for it */
export async function insertTask(tx: Tx, task: NewTask): Promise<string> {
  const { kind, payload, dedupKey, delaySeconds, requestId } = task;
  const values = [kind, JSON.stringify(payload), dedupKey ?? null, delaySeconds, requestId ?? null];
  const [row] = await tx.query(insert, values);
  if (!row) throw new Error('the new task has no id');
  return row.id;
}
