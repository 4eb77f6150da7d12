import type { Logger } from '@feed/platform/logger';
import { accountView } from '../../identity/users/reads.js';
import type { UserView } from '../../identity/users/view.js';
import { idTime } from '../../postgres/ids.js';
import type { LongColumns } from '../../postgres/long-columns.js';
import type { Queryable } from '../../postgres/queryable.js';
import type { FeedReason } from '../entry.js';
import { createHomeFeed } from '../home-feed.js';
import { readPage } from '../page.js';
import type { Timelines } from '../timelines.js';
import { withoutBuilding } from '../without-building.js';
import { decide, type Decision, type FeedRule } from './decide.js';
import { factsOf } from './facts.js';

/** Whether a post is in a home feed, and why. */
export interface FeedVerdict {
  inFeed: boolean;
  rule: FeedRule;
  reason: FeedReason | null;
  /** The account that the rule is about. */
  account: UserView | null;
  since: Date | null;
  /** Whether a read of the feed shows the entry now. */
  delivered: boolean;
}

interface Parts {
  database: Queryable;
  timelines: Timelines;
  logger: Logger;
}

/**
 * Explains to the viewer whether a post, or a share of one, is in the viewer's home feed. It says nothing that the viewer
 * may not know, and builds no timeline.
 */
export async function feedVerdict(
  parts: Parts,
  viewerId: string,
  id: string,
  columns: LongColumns,
): Promise<FeedVerdict> {
  const { database } = parts;
  const decision = decide(viewerId, await factsOf(database, viewerId, id));
  const { rule, accountId, entryId } = decision;
  return {
    inFeed: entryId !== null,
    rule,
    reason: entryId === null ? null : await reasonOf(database, viewerId, entryId, columns),
    account: accountId === null ? null : await accountView(database, accountId, columns),
    since: sinceOf(decision),
    delivered: entryId !== null && (await isDelivered(parts, viewerId, entryId)),
  };
}

const sinceOf = ({ since }: Decision): Date | null => (typeof since === 'string' ? idTime(since) : since);

const following = (id: string): string => (BigInt(id) + 1n).toString();

async function reasonOf(
  database: Queryable,
  viewerId: string,
  entryId: string,
  columns: LongColumns,
): Promise<FeedReason | null> {
  const window = { ids: [entryId], below: following(entryId), from: entryId };
  const { entries } = await readPage(database, viewerId, window, { limit: 1, detail: 'full', columns });
  return entries[0]?.reason ?? null;
}

async function isDelivered(
  { database, timelines, logger }: Parts,
  viewerId: string,
  entryId: string,
): Promise<boolean> {
  const feed = createHomeFeed({ database, logger, timelines: withoutBuilding(timelines) });
  const { items } = await feed.page(viewerId, { first: 1, after: following(entryId), detail: 'brief' });
  return items[0]?.id === entryId;
}
