import { CodedError } from '@feed/platform/errors';

/** Calls the api over HTTP. */
export interface Client {
  /**
   * Runs one operation and returns its `data`.
   * @param token authenticates the caller; without one the call is anonymous
   * @throws CodedError UNAVAILABLE when there is no response within `timeoutMs`, or the response has errors
   */
  ask<T>(query: string, variables?: Record<string, unknown>, token?: string): Promise<T>;
}

interface GraphqlResponse<T> {
  data?: T | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** @param url the GraphQL endpoint, for example `https://feed.example.org/graphql` */
export function createClient(url: string, timeoutMs: number): Client {
  return {
    ask: async <T>(query: string, variables: Record<string, unknown> = {}, token?: string) => {
      const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const request = {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...authorization },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(timeoutMs),
      };
      const response = await fetch(url, request).catch((error: Error) => {
        throw unavailable(reasonOf(error));
      });
      return dataOf<T>(response.status, await response.text());
    },
  };
}

function dataOf<T>(status: number, text: string): T {
  const { data, errors } = parse<T>(status, text);
  const [first] = errors ?? [];
  if (first) throw unavailable(`the api responded ${first.extensions?.code ?? status}: ${first.message}`);
  if (data === undefined || data === null) throw unavailable(`the api responded ${status} without data`);
  return data;
}

function parse<T>(status: number, text: string): GraphqlResponse<T> {
  try {
    return JSON.parse(text) as GraphqlResponse<T>;
  } catch {
    throw unavailable(`the api responded ${status}, but not with GraphQL`);
  }
}

const unavailable = (reason: string): CodedError => new CodedError('UNAVAILABLE', reason);

const reasonOf = ({ message, cause }: Error): string =>
  cause instanceof Error && cause.message !== '' ? cause.message : message;
