import { CodedError } from '@feed/platform/errors';
import { audit, type AuditAction, type AuditedBy } from '@feed/store/operators/audit/writes';
import { violatedConstraint } from '@feed/store/postgres/errors';
import type { Tx } from '@feed/store/postgres/queryable';
import { statement, type Statement } from '@feed/store/postgres/statement';
import { findTask, type TaskView } from './inspect.js';

const redrive = statement<{ id: string }>(
  'tasks.redrive',
  `UPDATE tasks SET state = 'pending', attempts = 0, run_after = now(), finished_at = NULL
   WHERE id = $1 AND state = 'dead' RETURNING id`,
);
const buryPending = statement<{ id: string }>(
  'tasks.bury_pending',
  `UPDATE tasks SET state = 'dead', finished_at = now(), last_error = coalesce(last_error, 'buried by an operator')
   WHERE id = $1 AND state = 'pending' RETURNING id`,
);

/** The effect of an operator's action on a task. */
export interface Intervention {
  /** False when the task was in another state, and was left as it is. */
  changed: boolean;
  /** The task as it is now. */
  task: TaskView;
}

/**
 * Makes a dead task pending, with all its attempts, and records who did. Null when there is no such task.
 * @throws CodedError CONFLICT when a pending task of the same kind and key does its work
 */
export async function retryDeadTask(tx: Tx, id: string, by: AuditedBy): Promise<Intervention | null> {
  try {
    return await intervene(tx, id, redrive, { ...by, action: 'task.retry' });
  } catch (error) {
    if (violatedConstraint(error) !== 'tasks_dedup') throw error;
    throw new CodedError('CONFLICT', 'A pending task of this kind does the same work', { cause: error });
  }
}

/** Makes a pending task dead, so that it is not run, and records who did. Null when there is no such task. */
export function buryPendingTask(tx: Tx, id: string, by: AuditedBy): Promise<Intervention | null> {
  return intervene(tx, id, buryPending, { ...by, action: 'task.bury' });
}

async function intervene(
  tx: Tx,
  id: string,
  change: Statement<{ id: string }>,
  by: AuditedBy & { action: AuditAction },
): Promise<Intervention | null> {
  const changed = (await tx.query(change, [id])).length > 0;
  const task = await findTask(tx, id);
  if (!task) return null;
  if (changed) {
    const detail = { ...by.detail, kind: task.kind };
    await audit(tx, { ...by, targetType: 'task', targetId: id, detail });
  }
  return { changed, task };
}
