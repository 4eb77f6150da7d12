import { asObject, PayloadError } from '@feed/events/payload';
import { isId } from '@feed/store/postgres/ids';
import { reconcileCounters as reconcile } from '@feed/store/upkeep/counter-walk';
import { enqueue } from '@feed/tasks/enqueue';
import { patient, type PeriodicTask } from '@feed/tasks/task';
import { summary } from '../ops/summary.js';
import type { WorkerContext } from '../worker-context.js';

type Parts = Pick<WorkerContext, 'config' | 'instruments' | 'logger'>;

/** One step of the walk: it begins after this row, the first one at the beginning. */
interface Step {
  after?: string;
}

function parse(payload: unknown): Step {
  const { after } = asObject(payload);
  if (after === undefined) return {};
  if (typeof after !== 'string' || !isId(after)) throw new PayloadError('after is not an id');
  return { after };
}

/** Compares the stored counters with the rows they count, and repairs and reports the wrong ones. */
export const reconcileCounters: PeriodicTask<Step, Parts> = {
  name: 'reconcile-counters',
  parse,
  retry: patient,
  everySeconds: 6 * 3600,
  effect: 'transaction',
  async run({ after }, { tx }, { config, instruments, logger }) {
    const { drifts, skipped, next } = await reconcile(tx, { after, rows: config.stepRows });
    if (next !== undefined) await enqueue(tx, reconcileCounters, { after: next });
    tx.afterCommit(() => {
      for (const { counter } of drifts) instruments.counterDrift.inc({ counter });
      if (drifts.length > 0) logger.warn(summary(drifts), 'counters were wrong and have been repaired');
      if (skipped.length > 0)
        logger.warn(summary(skipped), 'wrong counters were in use: left for the next run');
    });
  },
};
