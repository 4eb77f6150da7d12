import { isCodedError } from '@feed/platform/errors';
import { largeAccounts, sampleCachedAccounts } from '@feed/store/upkeep/verify/accounts';
import {
  type AccountFaults,
  repairFeeds,
  verifyFeeds,
  type VerifyOptions,
} from '@feed/store/upkeep/verify/verify-feeds';
import { patient, type PeriodicTask, type TransactionRun } from '@feed/tasks/task';
import { drifted } from '../feeds/drifted.js';
import type { FeedResult } from '../ops/instruments.js';
import { summary } from '../ops/summary.js';
import type { WorkerContext } from '../worker-context.js';

type Parts = Pick<WorkerContext, 'config' | 'redis' | 'timelines' | 'instruments' | 'logger'>;

/** Two pages of the largest size, which readers rarely go beyond; they cost two or three Redis commands per feed. */
const depth = 200;
/** The reference reads all posts of these accounts, and has to stay far from the deadline of a statement. */
const mostPosts = 50_000;
/** No comparison begins later than this: a slow worker compares fewer feeds, and has time left to repair. */
const beginMs = 10_000;
const faultsShown = 3;

/** Compares some cached feeds with the reference, and repairs and reports those that differ. */
export const checkFeeds: PeriodicTask<object, Parts> = {
  name: 'check-feeds',
  parse: () => ({}),
  retry: patient,
  everySeconds: 300,
  effect: 'transaction',
  run: (_payload, run, parts) => checkSample(parts, run),
};

/**
 * Compares feeds one after the other, on the connection that the run has anyway. It counts immediately, not after the
 * commit: a timeline that was rebuilt stays rebuilt when the run fails later.
 */
export async function checkSample(
  parts: Parts,
  { tx, signal }: Pick<TransactionRun, 'tx' | 'signal'>,
  waiting: Pick<VerifyOptions, 'waitsMs'> = {},
): Promise<void> {
  const { config, redis, timelines, instruments, logger } = parts;
  try {
    const sample = await sampleCachedAccounts(redis, config.feedCheckSample);
    const options = { ...waiting, database: tx, timelines, logger, depth, concurrency: 1 };
    if (sample.length > 0) await compareFeeds(parts, options, sample, signal);
  } catch (error) {
    if (!isCodedError(error) || error.code !== 'UNAVAILABLE') throw error;
    instruments.feedVerifications.inc({ result: 'unavailable' });
  }
}

async function compareFeeds(
  { instruments, logger }: Parts,
  options: VerifyOptions,
  sample: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const count = (result: FeedResult, by: number) => instruments.feedVerifications.inc({ result }, by);
  const large = await largeAccounts(options.database, sample, mostPosts);
  const chosen = sample.filter((id) => !large.has(id));
  const { checked, differing } = await verifyFeeds(options, inTime(chosen, signal));
  count('clean', checked - differing.length);
  const wrong = await drifted(options, differing);
  count('skipped', large.size + differing.length - wrong.length);
  if (wrong.length === 0) return;
  for (const { kind } of wrong.flatMap(({ faults }) => faults)) instruments.feedDrift.inc({ kind });
  logger.warn(summary(wrong.map(brief)), 'home feeds had drifted and are rebuilt');
  const accounts = wrong.map(({ userId }) => userId);
  const still = await drifted(options, (await repairFeeds(options, accounts)).differing);
  count('repaired', wrong.length - still.length);
  count('unrepaired', still.length);
  if (still.length > 0) logger.error(summary(still.map(brief)), 'home feeds are still wrong after a rebuild');
}

function* inTime(accounts: readonly string[], signal: AbortSignal): Generator<string> {
  const end = performance.now() + beginMs;
  for (const id of accounts) {
    signal.throwIfAborted();
    if (performance.now() > end) return;
    yield id;
  }
}

const brief = ({ userId, faults }: AccountFaults) => ({
  userId,
  faults: faults.length,
  first: faults.slice(0, faultsShown).map(({ kind, entry }) => `${kind} ${entry.id}`),
});
