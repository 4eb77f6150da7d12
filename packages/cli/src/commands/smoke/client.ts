import { CodedError } from '@feed/platform/errors';
import {
  createClient as createFeedClient,
  type FeedError,
  NetworkError,
  type TypedDocument,
} from 'feed-client';

/** Calls the api over HTTP. */
export interface Client {
  /**
   * Runs one operation and returns its `data`. It is not repeated, so that no failure goes unnoticed.
   * @param token authenticates the caller; without one the call is anonymous
   * @throws CodedError UNAVAILABLE when there is no response within `timeoutMs`, or the response has errors
   */
  ask<T>(query: string, variables?: Record<string, unknown>, token?: string): Promise<T>;
}

/** @param url the GraphQL endpoint, for example `https://feed.example.org/graphql` */
export function createClient(url: string, timeoutMs: number): Client {
  return {
    ask: <T>(query: string, variables: Record<string, unknown> = {}, token?: string) => {
      const session = {
        accessToken: () => Promise.resolve(token),
        rejected: () => Promise.resolve(undefined),
      };
      const document = query as TypedDocument<T, Record<string, unknown>>;
      return createFeedClient({ url, timeoutMs, retries: 0, session }).query(document, variables).catch(fail);
    },
  };
}

function fail(error: FeedError): never {
  const { message, code } = error;
  const answered = !(error instanceof NetworkError) && code !== 'BAD_RESPONSE';
  throw new CodedError('UNAVAILABLE', answered ? `the api responded ${code}: ${message}` : message);
}
