import { performance } from 'node:perf_hooks';
import { PayloadError } from '@feed/events/payload';
import { backoff } from '@feed/platform/deadline';
import { isCodedError } from '@feed/platform/errors';
import { redactText } from '@feed/platform/redact';
import { newRequestId, runInScope } from '@feed/platform/request-context';
import type { Queryable } from '@feed/store/postgres/queryable';
import { enqueue } from '../enqueue.js';
import { type LeasedTask, buryTask, extendLease, finishTask, giveBackTask, retryTask } from '../sql/lease.js';
import { ensurePeriodic } from '../sql/periodic.js';
import type { RunOutcome, RunnerOptions } from './runner-options.js';

/** The reason of an aborted run. */
export class RunAborted extends Error {
  readonly reason: 'lost_lease' | 'shutdown' | 'timeout';

  constructor(reason: RunAborted['reason']) {
    super(`the run was stopped: ${reason}`);
    this.name = 'RunAborted';
    this.reason = reason;
  }
}

type RunOptions<Context> = Pick<
  RunnerOptions<Context>,
  'database' | 'registry' | 'context' | 'leaseSeconds' | 'runTimeoutMs' | 'logger'
>;

const maxErrorLength = 1000;

/** Runs a leased task once and stores the outcome; never rejects. */
export async function runTask<Context>(
  options: RunOptions<Context>,
  task: LeasedTask,
  controller: AbortController,
): Promise<{ outcome: RunOutcome; seconds: number }> {
  const scope = { requestId: task.requestId ?? newRequestId(), taskId: task.id, taskKind: task.kind };
  return runInScope(scope, async () => {
    const startedAt = performance.now();
    const outcome = await attempt(options, task, controller);
    const seconds = (performance.now() - startedAt) / 1000;
    options.logger.info({ outcome, attempt: task.attempt, duration_ms: Math.round(seconds * 1000) }, 'task');
    return { outcome, seconds };
  });
}

async function attempt<Context>(
  options: RunOptions<Context>,
  task: LeasedTask,
  controller: AbortController,
): Promise<RunOutcome> {
  const stopKeeping = keepLease(options, task, controller);
  const timeout = setTimeout(() => controller.abort(new RunAborted('timeout')), options.runTimeoutMs);
  try {
    await untilAborted(perform(options, task, controller.signal), controller.signal);
    return 'done';
  } catch (error) {
    return await settle(options, task, ownError(error)).catch((failure: unknown) => {
      options.logger.warn({ err: failure }, 'the outcome of a task cannot be stored: its lease will run out');
      return 'lost_lease' as const;
    });
  } finally {
    clearTimeout(timeout);
    stopKeeping();
  }
}

/** A transaction reports an unknown error as INTERNAL; its cause is what the run threw. */
function ownError(error: unknown): unknown {
  return isCodedError(error) && error.code === 'INTERNAL' && error.cause !== undefined ? error.cause : error;
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

/** Extends the lease three times as often as needed, and aborts the run once another worker has the task. */
function keepLease<Context>(
  { database, leaseSeconds, logger }: RunOptions<Context>,
  task: LeasedTask,
  controller: AbortController,
): () => void {
  const extend = async (): Promise<void> => {
    if (!(await extendLease(database, task, leaseSeconds))) controller.abort(new RunAborted('lost_lease'));
  };
  const timer = setInterval(
    () => {
      extend().catch((error: unknown) => logger.warn({ err: error }, 'a lease cannot be extended'));
    },
    (leaseSeconds * 1000) / 3,
  );
  return () => clearInterval(timer);
}

async function settle<Context>(
  options: RunOptions<Context>,
  task: LeasedTask,
  error: unknown,
): Promise<RunOutcome> {
  const reason = error instanceof RunAborted ? error.reason : undefined;
  if (reason === 'lost_lease') return 'lost_lease';
  if (reason === 'shutdown')
    return (await giveBackTask(options.database, task)) ? 'given_back' : 'lost_lease';
  return failed(options, task, error);
}

async function failed<Context>(
  { database, registry, logger }: RunOptions<Context>,
  leased: LeasedTask,
  error: unknown,
): Promise<RunOutcome> {
  const { retry } = registry.task(leased.kind);
  const text = redactText(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  const message = text.slice(0, maxErrorLength);
  if (!(error instanceof PayloadError) && leased.attempt < retry.attempts) {
    logger.warn({ err: error }, 'a task failed and will be retried');
    const delaySeconds = backoff(leased.attempt, retry.backoff) / 1000;
    return (await retryTask(database, leased, message, delaySeconds)) ? 'retry' : 'lost_lease';
  }
  logger.error({ err: error }, 'a task failed for the last time');
  if (!(await buryTask(database, leased, message))) return 'lost_lease';
  const periodic = registry.periodic.find(({ name }) => name === leased.kind);
  if (periodic) await ensurePeriodic(database, leased.kind, periodic.everySeconds);
  return 'dead';
}
