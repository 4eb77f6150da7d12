import { createSeen, type Seen } from 'feed-client';
import { createClient } from 'graphql-ws';
import type { AnyVariables, TypedDocumentNode } from '@urql/core';
import { session } from '../session/session.js';
import { createStore } from '../ui/store.js';
import { firstResponse, record } from './requests.js';
import { readSettings } from './settings.js';

/** Whether events arrive: `idle` while none is asked for, `off` where the api does not offer them. */
export const liveState = createStore<'idle' | 'connecting' | 'live' | 'waiting' | 'off'>('idle');

/** The number of subscriptions. */
let active = 0;

export interface Subscription<Data> {
  /** The events received before, by an earlier subscription to the same. It continues behind them. */
  readonly seen?: Seen | undefined;
  onEvent(data: Data): void;
  /** Events may have been missed, or none was asked for before: the list has to be compared with the api's. */
  onGap(): void;
}

const pingMs = 20_000;
const pongMs = 5000;
let overdue: ReturnType<typeof setTimeout> | undefined;

const socket = createClient({
  url: `${location.origin.replace(/^http/, 'ws')}/graphql`,
  lazyCloseTimeout: 3000,
  retryAttempts: 0,
  keepAlive: pingMs,
  connectionParams: async () => ({ authorization: `Bearer ${(await session.accessToken()) ?? ''}` }),
  on: {
    connected: () => liveState.set('live'),
    closed: () => liveState.set(active > 0 ? 'waiting' : 'idle'),
    ping: (received) => {
      if (!received) overdue = setTimeout(() => socket.terminate(), pongMs);
    },
    pong: () => clearTimeout(overdue),
  },
});

// A connection from before the interruption may look open for minutes.
addEventListener('online', () => socket.terminate());

const longestWaitMs = 15_000;

/**
 * Receives events until it is stopped. After an interruption it resumes behind the last event, so that none is missed and
 * none comes twice.
 * @returns a function that stops it
 */
export function subscribe<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  subscription: Subscription<Data>,
): () => void {
  const stopped = new AbortController();
  active += 1;
  if (liveState.get() === 'idle') liveState.set('connecting');
  void follow(String(document), variables as object, subscription, stopped.signal);
  stopped.signal.addEventListener('abort', () => (active -= 1));
  return () => stopped.abort();
}

async function follow<Data>(
  query: string,
  variables: object,
  { seen: before, onEvent, onGap }: Subscription<Data>,
  signal: AbortSignal,
): Promise<void> {
  const seen = before ?? createSeen();
  let after = seen.newest;
  // The list that the events are about is read first, so that the view does not wait for the WebSocket.
  await firstResponse();
  if (!(await readSettings()).subscriptions) return liveState.set('off');
  if (signal.aborted) return;
  record(query, variables);
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    const events = socket.iterate<Data>({ query, variables: { ...variables, after } });
    const stop = (): void => void events.return?.();
    signal.addEventListener('abort', stop, { once: true });
    if (after === undefined) void connected(signal).then(() => signal.aborted || onGap());
    try {
      for await (const { data, errors } of events) {
        if (errors?.some(({ extensions }) => extensions?.['code'] === 'RESYNC')) after = undefined;
        if (!data) break;
        attempt = 0;
        const { eventId } = Object.values(data)[0] as { eventId: string };
        // After an interruption the api repeats some of the events before it.
        if (seen.isNew(eventId)) onEvent(data);
        after = seen.newest;
      }
    } catch (error) {
      if (isResync(error)) after = undefined;
      // The next request over HTTP finds out whether the session has ended.
      else if (isForbidden(error)) onGap();
    }
    signal.removeEventListener('abort', stop);
    if (!signal.aborted) await pause(attempt, signal);
  }
}

const connected = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (liveState.get() === 'live') return resolve();
    const stop = liveState.follow((state) => {
      if (state !== 'live') return;
      stop();
      resolve();
    });
    signal.addEventListener('abort', stop, { once: true });
  });

const isResync = (error: unknown): boolean =>
  Array.isArray(error) && error.some(({ extensions }) => extensions?.code === 'RESYNC');

const isForbidden = (error: unknown): boolean => (error as { code?: number } | null)?.code === 4403;

/** Waits a growing, random time, but not longer than until the network is back. */
function pause(attempt: number, signal: AbortSignal): Promise<void> {
  const ms = Math.min(longestWaitMs, 500 * 2 ** attempt) * (0.5 + Math.random() / 2);
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    addEventListener('online', done);
    signal.addEventListener('abort', done, { once: true });
  });
}
