import { authored, type FeedEntry } from '@feed/store/feed/entry';
import type { Seen } from '@feed/store/live/show';
import { compareIdsDescending } from '@feed/store/postgres/ids';
import type { AppContext } from '../../../context.js';
import type { Resolvers } from '../../../kit/resolvers.js';
import { maxMissed, type MissedBy, subscription } from '../../../kit/subscription.js';

interface HomeFeedEvent {
  eventId: string;
  edge: FeedEntry;
}

const eventOf = (edge: FeedEntry): HomeFeedEvent => ({ eventId: edge.id, edge });

/** The entry that a post or a share is in the home feed of an account that sees it. */
function entryOf({ happening, eventId: id, post: node, actor: sharedBy, caption }: Seen): FeedEntry {
  if (happening.kind === 'POST') return { id, node, reason: authored };
  return { id, node, reason: { kind: 'SHARED', sharedBy, shareId: id, caption } };
}

const pageSize = 100;

/** The entries of the viewer's home feed since an id, oldest first, read page by page. */
async function entriesSince(
  { feed }: AppContext,
  { viewerId, since }: MissedBy,
): Promise<HomeFeedEvent[] | undefined> {
  const found: FeedEntry[] = [];
  let more = true;
  while (more && found.length <= maxMissed) {
    const after = found.at(-1)?.id;
    const request = { first: pageSize, ...(after !== undefined && { after }) };
    const { items, hasNextPage } = await feed.page(viewerId, request);
    const newer = items.filter(({ id }) => compareIdsDescending(id, since) < 0);
    found.push(...newer);
    more = hasNextPage && newer.length === items.length;
  }
  return found.length > maxMissed ? undefined : found.toReversed().map(eventOf);
}

export const resolvers = {
  Subscription: {
    homeFeedUpdated: subscription({
      field: 'homeFeedUpdated',
      subjectOf: (_args: { after?: string | null | undefined }) => ({ of: 'home' }),
      eventOf: (seen) => eventOf(entryOf(seen)),
      missed: entriesSince,
    }),
  },
} satisfies Resolvers;
