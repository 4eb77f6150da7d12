import type { Queryable } from '@feed/store/postgres/queryable';
import { statement } from '@feed/store/postgres/statement';

/** The task is due one period after the last run, or immediately when there was none. */
const ensure = statement<{ id: string }>(
  'tasks.ensure_periodic',
  `INSERT INTO tasks (kind, payload, dedup_key, run_after)
   SELECT $1, '{}', 'periodic', coalesce(max(finished_at) + make_interval(secs => $2), now())
   FROM tasks WHERE kind = $1 AND state IN ('done', 'dead')
   HAVING NOT EXISTS (SELECT FROM tasks WHERE kind = $1 AND state = 'running')
   ON CONFLICT (kind, dedup_key) WHERE dedup_key IS NOT NULL AND state = 'pending' DO NOTHING
   RETURNING id`,
);

/** Makes sure that the next run of a periodic task is pending, unless one is running. */
export async function ensurePeriodic(q: Queryable, kind: string, everySeconds: number): Promise<void> {
  await q.query(ensure, [kind, everySeconds]);
}
