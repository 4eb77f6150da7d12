import { type ExpiringKind, removeExpired } from '@feed/store/upkeep/retention';
import type { Handler } from '@feed/tasks/handler';
import { retentionTask } from '@feed/tasks/kinds/retention';
import type { WorkerContext } from '../context.js';

type Parts = Pick<WorkerContext, 'config' | 'instruments' | 'logger'>;

export function handleRetention({ config, instruments, logger }: Parts): Handler<object> {
  return async (_payload, { tx, enqueue }) => {
    const removed = await removeExpired(tx, config.retention, config.stepRows);
    const kinds = Object.entries(removed) as [ExpiringKind, number][];
    if (kinds.length === 0) return;
    // What was removed may have been all that held something else.
    await enqueue(tx, retentionTask, {});
    tx.afterCommit(() => {
      logger.info({ removed }, 'retention');
      for (const [kind, count] of kinds) instruments.rowsRemoved.inc({ kind }, count);
    });
  };
}
