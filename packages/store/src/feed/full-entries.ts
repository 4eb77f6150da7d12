import { visibleUsers } from '../identity/users/reads.js';
import type { UserView } from '../identity/users/view.js';
import type { LongColumns } from '../postgres/long-columns.js';
import type { Queryable } from '../postgres/queryable.js';
import type { FeedEntry, FeedReason } from './entry.js';

/**
 * Adds to brief entries what changes too often to be kept in memory: the bios and the counts of the accounts that they show.
 * @returns undefined when one of the accounts cannot be read any more
 */
export async function fullEntries(
  q: Queryable,
  viewerId: string,
  entries: readonly FeedEntry[],
  columns: Pick<LongColumns, 'bio'>,
): Promise<FeedEntry[] | undefined> {
  const ids = new Set(
    entries.flatMap(({ node, reason }) => [node.user, ...sharersOf(reason)]).map(({ id }) => id),
  );
  if (ids.size === 0) return [];
  const users = new Map((await visibleUsers(q, viewerId, [...ids], columns)).map((user) => [user.id, user]));
  const full: FeedEntry[] = [];
  for (const { id, node, reason } of entries) {
    const user = users.get(node.user.id);
    const fullReason = reasonWith(reason, users);
    if (!user || !fullReason) return undefined;
    full.push({ id, node: { ...node, user }, reason: fullReason });
  }
  return full;
}

const sharersOf = (reason: FeedReason): UserView[] => (reason.kind === 'SHARED' ? [reason.sharedBy] : []);

function reasonWith(reason: FeedReason, users: ReadonlyMap<string, UserView>): FeedReason | undefined {
  if (reason.kind === 'AUTHORED') return reason;
  const sharedBy = users.get(reason.sharedBy.id);
  return sharedBy && { ...reason, sharedBy };
}
