import { CodedError } from '@feed/platform/errors';
import { largeAccounts } from '@feed/store/upkeep/verify/accounts';
import type { Fault, FaultKind } from '@feed/store/upkeep/verify/compare';
import { verifyFeeds, type VerifyReport } from '@feed/store/upkeep/verify/verify-feeds';
import type { AppContext } from '../../../context.js';

const depth = 1_000;
/** The reference reads all posts of these accounts, and has to be far from the deadline of a statement. */
const mostPosts = 50_000;
/** Pauses before a feed that differs is compared again. */
const waitsMs = [250, 500, 1_250];

/** Compares the account's feed with the reference. Undefined when that would take too long. */
export async function compareFeed(
  { database, timelines, logger }: Pick<AppContext, 'database' | 'timelines' | 'logger'>,
  userId: string,
): Promise<VerifyReport | undefined> {
  if ((await largeAccounts(database, [userId], mostPosts)).size > 0) return undefined;
  return verifyFeeds({ database, timelines, logger, depth, concurrency: 1, waitsMs }, [userId]);
}

const faultNames = {
  missing: 'MISSING',
  wrong: 'WRONG',
  duplicated: 'DUPLICATED',
  misordered: 'MISORDERED',
} as const satisfies Record<FaultKind, string>;

/** @throws CodedError CONFLICT when there was no comparison */
export function shownFaults(report: VerifyReport | undefined) {
  if (!report)
    throw new CodedError('CONFLICT', 'The feed is too large to compare here: use "feedctl verify"');
  const faults = report.differing.flatMap((account) => account.faults).map(shownFault);
  return { cached: report.sources.rebuilt === 0, faults };
}

const shownFault = ({ kind, entry }: Fault) => ({
  kind: faultNames[kind],
  postId: entry.postId,
  shareId: entry.kind === 'SHARED' ? entry.id : null,
});

export const inWords = (faults: number): string =>
  faults === 0 ? 'The feed is right' : `The feed differs in ${faults} ${faults === 1 ? 'entry' : 'entries'}`;
