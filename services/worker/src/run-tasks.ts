import { createRunner, type Runner } from '@feed/tasks/runner';
import type { WorkerContext } from './context.js';
import { assertComplete, createHandlers } from './handlers/all.js';
import { queueOf } from './ops/instruments.js';

/** The runner with every handler, and what it does in the metrics; it does nothing before its start. */
export function createTaskRunner(context: WorkerContext): Runner {
  const { config, database, wakeup, enqueue, logger, instruments } = context;
  const handlers = createHandlers(context);
  assertComplete(handlers);
  return createRunner({
    ...config.tasks,
    ...{ database, wakeup, enqueue, handlers, logger },
    events: {
      finished: ({ kind, outcome, seconds, waitSeconds }) => {
        instruments.taskDuration.observe({ task: queueOf(kind), outcome }, seconds);
        instruments.taskWait.observe({}, waitSeconds);
      },
      swept: ({ reason, count }) => instruments.redispatched.inc({ reason }, count),
    },
  });
}
