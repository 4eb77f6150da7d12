import { performance } from 'node:perf_hooks';
import { newRequestId, runInScope } from '@feed/platform/request-context';
import type { Queryable } from '@feed/store/postgres/queryable';
import { enqueue } from '../enqueue.js';
import { type LeasedTask, finishTask } from '../sql/lease.js';
import { keepLease } from './keep-lease.js';
import { RunAborted } from './run-aborted.js';
import type { RunOutcome, RunnerOptions } from './runner-options.js';
import { settle } from './settle.js';

type RunOptions<Context> = Pick<
  RunnerOptions<Context>,
  'database' | 'registry' | 'context' | 'leaseSeconds' | 'runTimeoutMs' | 'logger'
>;

/**
 * Runs a leased task once and stores the outcome; never rejects.
 * @param leaseEndsAt when the lease ends at the earliest, by `performance.now()`
 */
export async function runTask<Context>(
  options: RunOptions<Context>,
  task: LeasedTask,
  leaseEndsAt: number,
  controller: AbortController,
): Promise<{ outcome: RunOutcome; seconds: number }> {
  const scope = { requestId: task.requestId ?? newRequestId(), taskId: task.id, taskKind: task.kind };
  return runInScope(scope, async () => {
    const startedAt = performance.now();
    const outcome = await attempt(options, task, leaseEndsAt, controller);
    const seconds = (performance.now() - startedAt) / 1000;
    options.logger.info({ outcome, attempt: task.attempt, duration_ms: Math.round(seconds * 1000) }, 'task');
    return { outcome, seconds };
  });
}

async function attempt<Context>(
  options: RunOptions<Context>,
  task: LeasedTask,
  leaseEndsAt: number,
  controller: AbortController,
): Promise<RunOutcome> {
  const stopKeeping = keepLease(options, task, leaseEndsAt, controller);
  const timeout = setTimeout(() => controller.abort(new RunAborted('timeout')), options.runTimeoutMs);
  try {
    await untilAborted(perform(options, task, controller.signal), controller.signal);
    return 'done';
  } catch (error) {
    return await settle(options, task, error).catch((failure: unknown) => {
      options.logger.warn({ err: failure }, 'the outcome of a task cannot be stored: its lease will run out');
      return 'lost_lease' as const;
    });
  } finally {
    clearTimeout(timeout);
    stopKeeping();
  }
}

/** Without the lease a task is not marked as done, and a transaction has no effect. */
async function perform<Context>(
  { database, registry, context }: RunOptions<Context>,
  leased: LeasedTask,
  signal: AbortSignal,
): Promise<void> {
  const task = registry.task(leased.kind);
  const payload = task.parse(leased.payload);
  const run = { taskId: leased.id, attempt: leased.attempt, signal };
  if (task.effect === 'external') {
    await task.run(payload, run, context);
    signal.throwIfAborted();
    return finish(database, leased);
  }
  const periodic = registry.periodic.find(({ name }) => name === task.name);
  await database.transaction(async (tx) => {
    await task.run(payload, { ...run, tx }, context);
    signal.throwIfAborted();
    if (periodic)
      await enqueue(tx, periodic, {}, { dedupKey: 'periodic', delaySeconds: periodic.everySeconds });
    await finish(tx, leased);
  });
}

async function finish(q: Queryable, leased: LeasedTask): Promise<void> {
  if (!(await finishTask(q, leased))) throw new RunAborted('lost_lease');
}

/** A run that ignores its signal is left behind: what it does in its transaction cannot commit. */
function untilAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
