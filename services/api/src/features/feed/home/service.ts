import type { FeedEntry, FeedRequest, HomeFeed } from '@feed/store/feed/home-feed';

/** The offset is limited, because every page before it has to be read to reach it. */
const maxOffset = 1_000;
const stride = 100;

/** Entries `offset` to `offset + limit` of a home feed, reached page by page; none from `maxOffset` on. */
export async function entriesAt(
  feed: HomeFeed,
  viewerId: string,
  { limit, offset }: { limit: number; offset: number },
  shown: Pick<FeedRequest, 'columns' | 'detail'>,
): Promise<FeedEntry[]> {
  if (limit === 0 || offset >= maxOffset) return [];
  const end = offset + limit;
  const found: FeedEntry[] = [];
  let more = true;
  while (more && found.length < end) {
    const after = found.at(-1)?.id;
    const first = Math.min(stride, end - found.length);
    const page = await feed.page(viewerId, { ...shown, first, ...(after !== undefined && { after }) });
    found.push(...page.items);
    more = page.hasNextPage;
  }
  return found.slice(offset);
}
