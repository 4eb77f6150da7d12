import {
  closeCodeOf,
  type Connection,
  type ConnectionOptions,
  connect,
  fatalCodes,
  isForbidden,
} from './connection.js';
import type { TypedDocument } from './document.js';
import {
  errorFrom,
  errorOf,
  FeedError,
  NetworkError,
  RateLimitedError,
  UnauthenticatedError,
  UnavailableError,
} from './errors.js';
import { createSeen, type Seen } from './seen.js';
import type { Session } from './session.js';
import { backoff, wait } from './wait.js';

/** The data of a subscription: its one field, whose events have an id. */
export type LiveData = { readonly [field: string]: { readonly eventId: string } };
export type LiveVariables = { after?: string | null | undefined };

export interface SubscribeOptions {
  /** The `eventId` of the last event that the caller knows: what happened since comes first. */
  readonly after?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called whenever the connection was lost, or cannot be made, before the next attempt. */
  readonly onRetry?: ((error: unknown) => void) | undefined;
}

export interface LiveOptions extends ConnectionOptions {
  readonly session?: Pick<Session, 'accessToken' | 'rejected'> | undefined;
}

export interface Live {
  /**
   * Follows events, across losses of the connection, each once. Ends when the api says that there will be none any more.
   * All subscriptions of a client share a WebSocket, through the package `graphql-ws`.
   * @throws ResyncError when events may have been missed: load the list again, then subscribe without `after`; FeedError
   */
  subscribe<Data extends LiveData, Variables extends LiveVariables>(
    document: TypedDocument<Data, Variables>,
    variables: Variables,
    options?: SubscribeOptions,
  ): AsyncIterable<Data>;
}

const longestPauseMs = 30_000;
/** After this many rejections of new tokens in a row, further ones will not be accepted either. */
const maxRejections = 2;

export function createLive(options: LiveOptions): Live {
  let connecting: Promise<Connection> | undefined;
  return {
    async *subscribe(document, variables, { after, signal, onRetry } = {}) {
      const connection = await (connecting ??= connect(options));
      const seen = createSeen(after);
      for (let [failures, rejections] = [0, 0]; ; failures += 1) {
        signal?.throwIfAborted();
        const { open, accepted } = connection;
        try {
          for await (const data of events(
            connection,
            document,
            { ...variables, after: seen.newest },
            signal,
          )) {
            [failures, rejections] = [-1, 0];
            if (seen.isNew(eventIdOf(data))) yield data;
          }
          signal?.throwIfAborted();
          return;
        } catch (error) {
          signal?.throwIfAborted();
          if (isFinal(error)) throw error;
          if (isForbidden(error)) await replaceToken(options, connection, (rejections += 1));
          if (open || connection.accepted > accepted) requireStart(seen);
          onRetry?.(error);
        }
        await wait(backoff(Math.max(failures, 0), longestPauseMs), signal);
      }
    },
  };
}

const eventIdOf = (data: LiveData): string | undefined => Object.values(data)[0]?.eventId;

/** The events of one connection. @throws FeedError that the api sent, or whatever ended the connection */
async function* events<Data extends LiveData>(
  { sockets }: Connection,
  query: TypedDocument<Data, never>,
  variables: Record<string, unknown>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Data> {
  const results = sockets.iterate<Data>({ query, variables });
  const stop = (): void => void results.return?.();
  signal?.addEventListener('abort', stop);
  try {
    for await (const { data, errors } of results) {
      if (errors?.length) throw errorFrom(errors);
      if (data) yield data;
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    stop();
  }
}

const passing = [NetworkError, UnavailableError, RateLimitedError];

/** Whether another attempt would end in the same way. */
function isFinal(error: unknown): boolean {
  if (error instanceof FeedError) return !passing.some((type) => error instanceof type);
  return fatalCodes.has(closeCodeOf(error));
}

/** @throws UnauthenticatedError when the session has ended, or the api does not accept its new tokens either */
async function replaceToken(
  { session }: LiveOptions,
  { token }: Connection,
  rejections: number,
): Promise<void> {
  // The api does not say why it closed the connection; only an exchange of the refresh token tells.
  const error = new UnauthenticatedError('The api closed the connection', {
    ...{ code: 'UNAUTHENTICATED', extensions: { reason: 'TOKEN_EXPIRED' } },
  });
  if (token === undefined || rejections > maxRejections) throw error;
  if ((await session?.rejected(token, error)) === undefined) throw error;
}

/** @throws ResyncError when there is no event to continue after */
function requireStart({ newest }: Seen): void {
  if (newest !== undefined) return;
  throw errorOf('The connection was lost before the first event. Load the list again, then subscribe.', {
    code: 'RESYNC',
  });
}
