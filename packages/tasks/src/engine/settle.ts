import { PayloadError } from '@feed/events/payload';
import { backoff } from '@feed/platform/deadline';
import { isCodedError } from '@feed/platform/errors';
import { redactText } from '@feed/platform/redact';
import { cutText, storable } from '@feed/platform/text';
import { buryTask, giveBackTask, type LeasedTask, refuseTask, retryTask } from '../sql/lease.js';
import { ensurePeriodic } from '../sql/periodic.js';
import { PermanentFailure } from '../task.js';
import { RunAborted } from './run-aborted.js';
import type { RunnerOptions, RunOutcome } from './runner-options.js';

type SettleOptions<Context> = Pick<RunnerOptions<Context>, 'database' | 'registry' | 'logger'>;

const maxErrorLength = 1000;

/** Stores what follows from the error of a run. */
export async function settle<Context>(
  options: SettleOptions<Context>,
  task: LeasedTask,
  thrown: unknown,
): Promise<RunOutcome> {
  const error = ownError(thrown);
  const reason = error instanceof RunAborted ? error.reason : undefined;
  if (reason === 'lost_lease') return 'lost_lease';
  if (reason === 'shutdown')
    return (await giveBackTask(options.database, task)) ? 'given_back' : 'lost_lease';
  return failed(options, task, error);
}

/** A transaction reports an unknown error as INTERNAL; its cause is what the run threw. */
function ownError(error: unknown): unknown {
  return isCodedError(error) && error.code === 'INTERNAL' && error.cause !== undefined ? error.cause : error;
}

async function failed<Context>(
  options: SettleOptions<Context>,
  leased: LeasedTask,
  error: unknown,
): Promise<RunOutcome> {
  const { database, registry, logger } = options;
  const { retry } = registry.task(leased.kind);
  const text = redactText(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  const message = storable(cutText(text, maxErrorLength));
  const final = error instanceof PayloadError || error instanceof PermanentFailure;
  if (!final && leased.attempt < retry.attempts) {
    logger.warn({ err: error }, 'a task failed and will be retried');
    const delaySeconds = backoff(leased.attempt, retry.backoff) / 1000;
    return (await retryTask(database, leased, message, delaySeconds)) ? 'retry' : 'lost_lease';
  }
  return end(options, leased, error, message);
}

async function end<Context>(
  { database, registry, logger }: SettleOptions<Context>,
  leased: LeasedTask,
  error: unknown,
  message: string,
): Promise<RunOutcome> {
  const refused = error instanceof PermanentFailure;
  if (refused) logger.warn({ err: error }, 'a task was refused for good and is not retried');
  else logger.error({ err: error }, 'a task failed for the last time');
  const held = refused
    ? await refuseTask(database, leased, message)
    : await buryTask(database, leased, message);
  if (!held) return 'lost_lease';
  const periodic = registry.periodic.find(({ name }) => name === leased.kind);
  if (periodic) await ensurePeriodic(database, leased.kind, periodic.everySeconds);
  return refused ? 'refused' : 'dead';
}
