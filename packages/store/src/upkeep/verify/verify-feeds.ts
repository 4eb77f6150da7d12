import { sleep } from '@feed/platform/deadline';
import { CodedError } from '@feed/platform/errors';
import type { CacheResult } from '../../feed/home-feed.js';
import { checkFeed, type FeedCheck, type FeedParts } from './check-feed.js';
import { faultKey, type Fault } from './compare.js';
import { inParallel } from './in-parallel.js';
import { withoutBuilding } from '../../feed/without-building.js';

export interface VerifyOptions extends FeedParts {
  /** Feeds to compare at the same time; each takes one connection at a time. */
  concurrency: number;
  /** Waits before the feeds that differed are compared again, in milliseconds. Default: 0.2 to 2 s, four times. */
  waitsMs?: readonly number[];
  onChecked?: (() => void) | undefined;
}

export interface AccountFaults {
  userId: string;
  faults: Fault[];
}

export interface VerifyReport {
  checked: number;
  /** The sources of the feeds at the first comparison. */
  sources: Record<CacheResult, number>;
  /** Accounts whose feeds differed in the same entries at every comparison. */
  differing: AccountFaults[];
}

/** A feed to compare again; `faults` is undefined when the timeline could not be read. */
interface Suspect {
  userId: string;
  faults: Fault[] | undefined;
}

const defaultWaitsMs = [200, 500, 1_000, 2_000];

/**
 * Compares the live feeds of these accounts with the reference. A post reaches cached timelines only some time after its
 * commit, so feeds that differ are compared again, and only entries that differ each time count. No timeline is built,
 * because a verification of all accounts would fill Redis.
 * @throws CodedError UNAVAILABLE when Redis does not respond, so that timelines cannot be checked
 */
export function verifyFeeds(
  options: VerifyOptions,
  accounts: AsyncIterable<string> | Iterable<string>,
): Promise<VerifyReport> {
  return verify({ ...options, timelines: withoutBuilding(options.timelines) }, accounts);
}

/** Compares once more, and returns the faults that are still there. */
export async function stillDiffering(
  options: VerifyOptions,
  known: readonly AccountFaults[],
): Promise<AccountFaults[]> {
  const timelines = withoutBuilding(options.timelines);
  return (await compareAgain({ ...options, timelines }, known)).map(decided);
}

/** Drops the timelines of these accounts, has them rebuilt and compares them. */
export async function repairFeeds(
  options: VerifyOptions,
  accounts: readonly string[],
): Promise<VerifyReport> {
  await options.timelines.drop(accounts);
  return verify(options, accounts, builtFirst);
}

/** The first check builds the timeline, the second one reads it. */
async function builtFirst(parts: FeedParts, viewerId: string): Promise<FeedCheck> {
  await checkFeed(parts, viewerId);
  return checkFeed(parts, viewerId);
}

async function verify(
  options: VerifyOptions,
  accounts: AsyncIterable<string> | Iterable<string>,
  check = checkFeed,
): Promise<VerifyReport> {
  const { concurrency, waitsMs = defaultWaitsMs, onChecked } = options;
  const sources = { hit: 0, rebuilt: 0, stale: 0, unavailable: 0 };
  let suspects: Suspect[] = [];
  let checked = 0;
  await inParallel(accounts, concurrency, async (userId) => {
    const { source, faults } = await check(options, userId);
    sources[source] += 1;
    checked += 1;
    if (source === 'unavailable') suspects.push({ userId, faults: undefined });
    else if (faults.length > 0) suspects.push({ userId, faults });
    onChecked?.();
  });
  for (const wait of waitsMs) {
    if (suspects.length === 0) break;
    await sleep(wait);
    suspects = await compareAgain(options, suspects);
  }
  return { checked, sources, differing: suspects.map(decided) };
}

async function compareAgain(options: VerifyOptions, suspects: readonly Suspect[]): Promise<Suspect[]> {
  const still: Suspect[] = [];
  await inParallel(suspects, options.concurrency, async ({ userId, faults: known }) => {
    const { source, faults } = await checkFeed(options, userId);
    const now = source === 'unavailable' ? known : common(known, faults);
    if (now === undefined || now.length > 0) still.push({ userId, faults: now });
  });
  return still;
}

/** The faults found by both comparisons. */
function common(known: readonly Fault[] | undefined, found: Fault[]): Fault[] {
  if (known === undefined) return found;
  const before = new Set(known.map(faultKey));
  return found.filter((fault) => before.has(faultKey(fault)));
}

function decided({ userId, faults }: Suspect): AccountFaults {
  if (faults === undefined)
    throw new CodedError('UNAVAILABLE', 'Redis does not respond, so cached timelines cannot be verified');
  return { userId, faults };
}
