import { createRunner, type Runner } from '@feed/tasks/engine/runner';
import { registry } from './registry.js';
import type { WorkerContext } from './worker-context.js';

/** The runner of all reactions and tasks, with metrics of its runs; it does nothing before its start. */
export function createTaskRunner(context: WorkerContext): Runner {
  const { config, database, wakeup, logger, instruments } = context;
  return createRunner({
    ...config.tasks,
    ...{ database, wakeup, registry, context, logger },
    events: {
      finished: ({ kind, outcome, seconds, waitSeconds }) => {
        instruments.taskDuration.observe({ task: instruments.queueOf(kind), outcome }, seconds);
        instruments.taskWait.observe({}, waitSeconds);
      },
      swept: ({ reason, count }) => instruments.redispatched.inc({ reason }, count),
    },
  });
}
