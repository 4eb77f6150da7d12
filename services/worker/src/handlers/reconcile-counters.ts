import { reconcileCounters } from '@feed/store/upkeep/counter-walk';
import type { Handler } from '@feed/tasks/handler';
import { reconcileCountersTask } from '@feed/tasks/kinds/reconcile-counters';
import type { Step } from '@feed/tasks/step';
import type { WorkerContext } from '../context.js';
import { summary } from '../ops/summary.js';

type Parts = Pick<WorkerContext, 'config' | 'instruments' | 'logger'>;

export function handleReconcileCounters({ config, instruments, logger }: Parts): Handler<Step> {
  return async ({ after }, { tx, enqueue }) => {
    const { drifts, skipped, next } = await reconcileCounters(tx, { after, rows: config.stepRows });
    if (next !== undefined) await enqueue(tx, reconcileCountersTask, { after: next });
    tx.afterCommit(() => {
      for (const { counter } of drifts) instruments.counterDrift.inc({ counter });
      if (drifts.length > 0) logger.warn(summary(drifts), 'counters were wrong and have been mended');
      if (skipped.length > 0)
        logger.warn(summary(skipped), 'wrong counters were in use: left for the next run');
    });
  };
}
