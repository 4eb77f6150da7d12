import type { Client } from '@urql/core';
import { account } from '../../session/session.js';
import { subscribe } from '../../live/subscribe.js';
import { createStore } from '../../ui/store.js';
import type { Person } from '../../ui/avatar.js';
import { HomeFeedUpdated, NewestEntry } from './documents.js';
import { newest } from './pages.js';

/** Entries that the api has announced and the user has not taken in yet. */
export interface Arrivals {
  readonly posts: readonly string[];
  readonly people: readonly Person[];
  /** Whether there may be more than those. */
  readonly unknown: boolean;
}

export const none: Arrivals = { posts: [], people: [], unknown: false };
export const arrivals = createStore<Arrivals>(none);

/** The last event of this account; the feed resumes behind it. */
let last: { account: string; eventId: string } | undefined;
const shownPeople = 3;

account.follow(() => arrivals.set(none));

/** Collects new entries until it is stopped. */
export function collect(client: Client, accountId: string): () => void {
  const after = last?.account === accountId ? last.eventId : undefined;
  return subscribe(
    HomeFeedUpdated,
    {},
    {
      after,
      onEvent({ homeFeedUpdated: { eventId, edge } }) {
        last = { account: accountId, eventId };
        const { posts, people, unknown } = arrivals.get();
        const { id, user } = edge.node;
        if (posts.includes(id)) return;
        const others = people.filter((person) => person.id !== user.id);
        arrivals.set({ posts: [...posts, id], people: [user, ...others].slice(0, shownPeople), unknown });
      },
      onGap: () => void compare(client),
    },
  );
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
