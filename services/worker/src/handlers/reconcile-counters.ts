import { reconcileCounters } from '@feed/store/maintenance/counter-walk';
import type { Handler } from '@feed/tasks/handler';
import { reconcileCountersTask } from '@feed/tasks/kinds/reconcile-counters';
import type { Step } from '@feed/tasks/payload';
import type { WorkerContext } from '../context.js';

type Parts = Pick<WorkerContext, 'config' | 'instruments' | 'logger'>;

export function handleReconcileCounters({ config, instruments, logger }: Parts): Handler<Step> {
  return async ({ after }, { tx, enqueue }) => {
    const { drifts, skipped, next } = await reconcileCounters(tx, { after, rows: config.stepRows });
    if (next !== undefined) await enqueue(tx, reconcileCountersTask, { after: next });
    tx.afterCommit(() => {
      for (const drift of drifts) {
        logger.warn(drift, 'a counter was wrong and has been mended');
        instruments.counterDrift.inc({ counter: drift.counter });
      }
      if (skipped.length > 0)
        logger.warn({ ids: skipped }, 'wrong counters were in use: left for the next run');
    });
  };
}
