import type { Client } from '@urql/core';
import { createSeen, type Seen } from 'feed-client';
import { account } from '../../session/session.js';
import { subscribe } from '../../live/subscribe.js';
import { createStore } from '../../ui/store.js';
import type { Person } from '../../ui/avatar.js';
import { HomeFeed, HomeFeedUpdated, NewestEntry } from './documents.js';
import { newest, pageSize } from './pages.js';

/** Entries that the api has announced and the user has not taken in yet. */
export interface Arrivals {
  readonly posts: readonly string[];
  readonly people: readonly Person[];
  /** Whether there may be more than those. */
  readonly unknown: boolean;
}

export const none: Arrivals = { posts: [], people: [], unknown: false };
export const arrivals = createStore<Arrivals>(none);

/** The events of this account so far; the feed resumes behind them. */
let before: { account: string; seen: Seen } | undefined;
const shownPeople = 3;

account.follow(() => arrivals.set(none));

/** Collects new entries until it is stopped. */
export function collect(client: Client, accountId: string): () => void {
  if (before?.account !== accountId) before = { account: accountId, seen: createSeen() };
  return subscribe(
    HomeFeedUpdated,
    {},
    {
      seen: before.seen,
      onEvent({ homeFeedUpdated: { edge } }) {
        const { posts, people, unknown } = arrivals.get();
        const { id, user } = edge.node;
        if (posts.includes(id) || isShown(client, edge.cursor)) return;
        const others = people.filter((person) => person.id !== user.id);
        arrivals.set({ posts: [...posts, id], people: [user, ...others].slice(0, shownPeople), unknown });
      },
      onGap: () => void compare(client),
    },
  );
}

/** Whether the entry was read with the feed. The api also sends events from shortly before that. */
function isShown(client: Client, cursor: string): boolean {
  const first = client.readQuery(HomeFeed, { first: pageSize, after: null });
  return first?.data?.homeFeed?.edges.some((edge) => edge.cursor === cursor) ?? false;
}

/** Finds out whether the feed has a newer entry than the page, after events may have been missed. */
async function compare(client: Client): Promise<void> {
  await feedIsShown();
  const policy = { requestPolicy: 'network-only' } as const;
  const { data } = await client.query(NewestEntry, {}, policy).toPromise();
  const [first] = data?.homeFeed?.edges ?? [];
  const shown = newest.get();
  if (first && shown !== undefined && first.cursor !== shown)
    arrivals.set({ ...arrivals.get(), unknown: true });
}

const feedIsShown = (): Promise<void> =>
  new Promise((resolve) => {
    if (newest.get() !== undefined) return resolve();
    const stop = newest.follow((cursor) => {
      if (cursor === undefined) return;
      stop();
      resolve();
    });
  });
