import type { RequestPolicy } from '@urql/core';
import { useQuery } from '@urql/preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { problemOf } from '../../live/problem.js';
import { PostCard } from '../../posts/post-card.js';
import { account } from '../../session/session.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { HomeFeed } from './documents.js';
import { ended, heights, isUnread, more, newest, pageSize } from './pages.js';
import { Reason, type Entry } from './reason.js';

export interface PageProps {
  index: number;
  epoch: number;
  after: string | null;
  last: boolean;
}

/** A page far from the window is as high as it was, and empty. */
const nearby = '1500px 0px';

/** One page of the feed. It reads the page behind it when the user comes near its end. */
export function Page({ index, epoch, after, last }: PageProps) {
  const [requestPolicy] = useState<RequestPolicy>(() =>
    index === 0 && isUnread(epoch) ? 'network-only' : 'cache-first',
  );
  const [{ data, error, fetching }, execute] = useQuery({
    query: HomeFeed,
    variables: { first: pageSize, after },
    requestPolicy,
  });
  const box = useRef<HTMLElement>(null);
  const near = useNearby(box, `${epoch}:${after}`);
  const feed = data?.homeFeed;
  const end = feed?.pageInfo.hasNextPage ? feed.pageInfo.endCursor : null;
  useEffect(() => {
    if (!feed) return;
    ended(index, end);
    if (index === 0) newest.set(feed.edges[0]?.cursor ?? null);
  }, [feed, end]);
  const height = heights.get(`${epoch}:${after}`);
  if (error && !feed) {
    return <Failure problem={problemOf(error)} onRetry={() => execute({ requestPolicy: 'network-only' })} />;
  }
  return (
    <section
      ref={box}
      class="page"
      aria-busy={fetching}
      style={near || !height ? {} : { height: `${height}px` }}
    >
      {feed ? (near || !height) && <Entries entries={feed.edges} /> : <Skeleton count={last ? 3 : 1} />}
      {last && end !== null && <Bottom key={end} onReached={() => more(end)} />}
    </section>
  );
}

/** Invisible; coming near it reads the next page. */
function Bottom({ onReached }: { onReached(): void }) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const seen = new IntersectionObserver(([entry]) => entry?.isIntersecting && onReached(), {
      rootMargin: nearby,
    });
    seen.observe(element.current!);
    return () => seen.disconnect();
  }, []);
  return <div ref={element} />;
}

function Entries({ entries }: { entries: readonly Entry[] }) {
  const own = account.get()?.id;
  return (
    <>
      {entries.map((entry) => (
        <PostCard key={entry.node.id} post={entry.node} reason={<Reason entry={entry} own={own} />} />
      ))}
    </>
  );
}

/** Whether the element is near the window; remembers its height while it is. */
function useNearby(box: { current: HTMLElement | null }, key: string): boolean {
  const [near, setNear] = useState(!heights.has(key));
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const seen = new IntersectionObserver(
      ([entry]) => {
        if (!entry) return;
        if (!entry.isIntersecting && element.childElementCount > 1)
          heights.set(key, Math.round(element.getBoundingClientRect().height));
        setNear(entry.isIntersecting);
      },
      { rootMargin: nearby },
    );
    seen.observe(element);
    return () => {
      if (element.childElementCount > 1) heights.set(key, Math.round(element.offsetHeight));
      seen.disconnect();
    };
  }, [key]);
  return near;
}
