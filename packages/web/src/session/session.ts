import { type Account, browserLock, browserStore, createSession, type EndReason } from 'feed-client';
import { createStore } from '../ui/store.js';

/** The login that all tabs of this browser share. */
export const session = createSession({ url: '/graphql', store: browserStore(), lock: browserLock() });

/** The account that is logged in, for components. */
export const account = createStore(session.account);
session.onChange(account.set);

/** Why the last session ended, until someone logs in again. */
export const ended = createStore<EndReason | undefined>(undefined);
session.onEnd(ended.set);
session.onChange((next) => next && ended.set(undefined));

export type { Account };
