import { CodedError } from '@feed/platform/errors';

/** A caller of the api over HTTP. */
export interface Client {
  /**
   * Runs one operation and returns its `data`.
   * @param token of the account that asks; without one it is anonymous
   * @throws CodedError UNAVAILABLE when no answer comes within `timeoutMs`, or the answer carries errors
   */
  ask<T>(query: string, variables?: Record<string, unknown>, token?: string): Promise<T>;
}

interface Answer<T> {
  data?: T | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** @param url of GraphQL itself, for example `https://feed.example.org/graphql` */
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
      const answer = await fetch(url, request).catch((error: Error) => {
        throw unavailable(reasonOf(error));
      });
      return dataOf<T>(answer.status, await answer.text());
    },
  };
}

function dataOf<T>(status: number, text: string): T {
  const { data, errors } = parse<T>(status, text);
  const [first] = errors ?? [];
  if (first) throw unavailable(`it answered ${first.extensions?.code ?? status}: ${first.message}`);
  if (data === undefined || data === null) throw unavailable(`it answered ${status} without data`);
  return data;
}

function parse<T>(status: number, text: string): Answer<T> {
  try {
    return JSON.parse(text) as Answer<T>;
  } catch {
    throw unavailable(`it answered ${status}, and no GraphQL`);
  }
}

const unavailable = (reason: string): CodedError => new CodedError('UNAVAILABLE', reason);

const reasonOf = ({ message, cause }: Error): string =>
  cause instanceof Error && cause.message !== '' ? cause.message : message;
