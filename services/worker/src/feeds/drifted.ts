import type { Queryable } from '@feed/store/postgres/queryable';
import { backfill, fanOut } from '@feed/store/feed/unfinished';
import { unfinishedFor, type Waiting } from '@feed/tasks/sql/inspect';
import {
  type AccountFaults,
  stillDiffering,
  type VerifyOptions,
} from '@feed/store/upkeep/verify/verify-feeds';

const waitingFor = {
  fanOut: { ...fanOut, part: 'postId' },
  backfill: { ...backfill, part: 'followerId' },
} satisfies Record<string, Waiting>;

/** Selects, of the feeds that differ, those that no pending event or task will repair. */
export async function drifted(
  options: VerifyOptions,
  differing: readonly AccountFaults[],
): Promise<AccountFaults[]> {
  if (differing.length === 0) return [];
  const waiting = await waitingForTasks(options.database, differing);
  const others = differing.filter(({ userId }) => !waiting.has(userId));
  // A task that was done when its row was read has added its entries by now, so compare again.
  return stillDiffering(options, others);
}

async function waitingForTasks(q: Queryable, differing: readonly AccountFaults[]): Promise<Set<string>> {
  const entries = differing.flatMap(({ faults }) => faults.map(({ entry }) => entry.id));
  const accounts = differing.map(({ userId }) => userId);
  const posts = await unfinishedFor(q, waitingFor.fanOut, entries);
  const followers = await unfinishedFor(q, waitingFor.backfill, accounts);
  const waits = ({ userId, faults }: AccountFaults) =>
    followers.has(userId) || faults.some(({ entry }) => posts.has(entry.id));
  return new Set(differing.filter(waits).map(({ userId }) => userId));
}
