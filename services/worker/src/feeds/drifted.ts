import type { Queryable } from '@feed/store/postgres/queryable';
import { unfinishedFor } from '@feed/tasks/sql/inspect';
import {
  type AccountFaults,
  stillDiffering,
  type VerifyOptions,
} from '@feed/store/upkeep/verify/verify-feeds';
import { backfillFollowTask } from '@feed/tasks/kinds/backfill-follow';
import { fanOutPostTask } from '@feed/tasks/kinds/fan-out-post';

/** Of feeds that differ, those that no task has still to mend. */
export async function drifted(
  options: VerifyOptions,
  differing: readonly AccountFaults[],
): Promise<AccountFaults[]> {
  if (differing.length === 0) return [];
  const waiting = await waitingForTasks(options.database, differing);
  const others = differing.filter(({ userId }) => !waiting.has(userId));
  // What a task brought before it was asked for is there by now.
  return stillDiffering(options, others);
}

async function waitingForTasks(q: Queryable, differing: readonly AccountFaults[]): Promise<Set<string>> {
  const entries = differing.flatMap(({ faults }) => faults.map(({ entry }) => entry.id));
  const accounts = differing.map(({ userId }) => userId);
  const posts = await unfinishedFor(q, fanOutPostTask.name, 'postId', entries);
  const followers = await unfinishedFor(q, backfillFollowTask.name, 'followerId', accounts);
  const waits = ({ userId, faults }: AccountFaults) =>
    followers.has(userId) || faults.some(({ entry }) => posts.has(entry.id));
  return new Set(differing.filter(waits).map(({ userId }) => userId));
}
