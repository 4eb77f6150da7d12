import { performance } from 'node:perf_hooks';
import { PayloadError } from '@feed/events/payload';
import { backoff } from '@feed/platform/deadline';
import { isCodedError } from '@feed/platform/errors';
import { redactText } from '@feed/platform/redact';
import { newRequestId, runInScope } from '@feed/platform/request-context';
import type { Tx } from '@feed/store/postgres/queryable';
import { type LeasedTask, buryTask, extendLease, finishTask, giveBackTask, retryTask } from './sql/lease.js';
import { ensurePeriodic } from './sql/periodic.js';
import type { Handler } from './handler.js';
import { type TaskName, tasks } from './kinds/all.js';
import type { RunOutcome, RunnerOptions } from './runner-options.js';
import type { Task } from './task.js';

/** Why a run was told to stop. */
export class RunAborted extends Error {
  readonly reason: 'lost_lease' | 'shutdown' | 'timeout';

  constructor(reason: RunAborted['reason']) {
    super(`the run was stopped: ${reason}`);
    this.name = 'RunAborted';
    this.reason = reason;
  }
}

export type RunOptions = Pick<
  RunnerOptions,
  'database' | 'enqueue' | 'handlers' | 'leaseSeconds' | 'runTimeoutMs' | 'logger'
>;

const maxErrorLength = 1000;

/** Runs a leased task once and writes down what came of it; never rejects. */
export async function runTask(
  options: RunOptions,
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

async function attempt(
  options: RunOptions,
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

/** A transaction reports what it does not know as INTERNAL; what the handler threw is its cause. */
function ownError(error: unknown): unknown {
  return isCodedError(error) && error.code === 'INTERNAL' && error.cause !== undefined ? error.cause : error;
}

/** Effects and the mark that the task is done commit together; without the lease neither does. */
function perform(
  { database, enqueue, handlers }: RunOptions,
  leased: LeasedTask,
  signal: AbortSignal,
): Promise<void> {
  const name = leased.kind as TaskName;
  const task: Task<object> = tasks[name];
  const handler = handlers[name] as Handler<object>;
  const payload = task.parse(leased.payload);
  return database.transaction(async (tx: Tx) => {
    await handler(payload, { taskId: leased.id, attempt: leased.attempt, signal, tx, enqueue });
    signal.throwIfAborted();
    if (task.everySeconds !== undefined)
      await enqueue(tx, task, {}, { dedupKey: 'periodic', delaySeconds: task.everySeconds });
    if (!(await finishTask(tx, leased))) throw new RunAborted('lost_lease');
  });
}

/** A handler that does not listen is left behind: what it still does cannot commit. */
function untilAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/** Extends the lease three times as often as needed, and aborts the run once it is somebody else's. */
function keepLease(
  { database, leaseSeconds, logger }: RunOptions,
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

async function settle(options: RunOptions, task: LeasedTask, error: unknown): Promise<RunOutcome> {
  const reason = error instanceof RunAborted ? error.reason : undefined;
  if (reason === 'lost_lease') return 'lost_lease';
  if (reason === 'shutdown')
    return (await giveBackTask(options.database, task)) ? 'given_back' : 'lost_lease';
  return failed(options, task, error);
}

async function failed(
  { database, logger }: RunOptions,
  leased: LeasedTask,
  error: unknown,
): Promise<RunOutcome> {
  const { retry, everySeconds }: Task<object> = tasks[leased.kind as TaskName];
  const text = redactText(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  const message = text.slice(0, maxErrorLength);
  if (!(error instanceof PayloadError) && leased.attempt < retry.attempts) {
    logger.warn({ err: error }, 'a task failed and will be tried again');
    const delaySeconds = backoff(leased.attempt, retry.backoff) / 1000;
    return (await retryTask(database, leased, message, delaySeconds)) ? 'retry' : 'lost_lease';
  }
  logger.error({ err: error }, 'a task failed for the last time');
  if (!(await buryTask(database, leased, message))) return 'lost_lease';
  if (everySeconds !== undefined) await ensurePeriodic(database, leased.kind, everySeconds);
  return 'dead';
}
