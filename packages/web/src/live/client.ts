import { Client, fetchExchange, type AnyVariables, type TypedDocumentNode } from '@urql/core';
import { authExchange } from '@urql/exchange-auth';
import { UnauthenticatedError } from 'feed-client';
import { session } from '../session/session.js';
import { notify } from '../ui/notices.js';
import { randomKey } from '../ui/random-key.js';
import { type CacheRules, normalisedCache } from './cache.js';
import { problemOf, sentence } from './problem.js';
import { complete, record } from './requests.js';

/** The access token of the newest request. */
let used: string | undefined;

/** Tries once more with another token when the api rejects the one of a request. */
const authentication = authExchange(async () => {
  let rejected: UnauthenticatedError | undefined;
  return {
    // `send` does that: what this exchange renews in advance, it would not try once more.
    addAuthToOperation: (operation) => operation,
    didAuthError({ graphQLErrors: [first] }) {
      const { code, reason } = (first?.extensions ?? {}) as { code?: string; reason?: string };
      if (!first || code !== 'UNAUTHENTICATED' || reason === undefined) return false;
      rejected = new UnauthenticatedError(first.message, { code, extensions: first.extensions });
      return true;
    },
    async refreshAuth() {
      if (rejected !== undefined && used !== undefined) await session.rejected(used, rejected);
      rejected = undefined;
    },
  };
});

/** Sends a request with a token that does not expire soon, records it for the drawer, and makes mutations safe to repeat. */
async function send(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const { query, variables = {} } = JSON.parse(String(init.body)) as { query: string; variables?: object };
  const id = record(query, variables);
  const headers = new Headers(init.headers);
  used = await session.accessToken().catch(() => used);
  if (used !== undefined) headers.set('authorization', `Bearer ${used}`);
  if (query.trimStart().startsWith('mutation') && !headers.has('idempotency-key'))
    headers.set('idempotency-key', randomKey());
  const started = performance.now();
  let status = 0;
  try {
    const response = await fetch(input, { ...init, headers });
    ({ status } = response);
    return response;
  } finally {
    complete(id, status, Math.round(performance.now() - started));
  }
}

/** A client with an empty cache, for the account that is logged in. */
export const createFeedClient = (rules: readonly CacheRules[]): Client =>
  new Client({
    url: '/graphql',
    exchanges: [normalisedCache(rules), authentication, fetchExchange],
    preferGetMethod: false,
    requestPolicy: 'cache-first',
    fetch: send,
  });

export interface MutationOptions {
  /** The same for every attempt at the same change; by default each attempt is a change of its own. */
  readonly idempotencyKey?: string | undefined;
}

/**
 * Executes a mutation, and tells the user when it fails.
 * @returns its data when it succeeded
 */
export async function mutate<Data, Variables extends AnyVariables>(
  client: Client,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  { idempotencyKey }: MutationOptions = {},
): Promise<Data | undefined> {
  const context =
    idempotencyKey === undefined ? {} : { fetchOptions: { headers: { 'idempotency-key': idempotencyKey } } };
  const { data, error } = await client.mutation(document, variables, context).toPromise();
  if (error) return void notify('bad', sentence(problemOf(error)));
  const payload = Object.values(data ?? {})[0] as { success?: boolean; message: string; errors: string[] };
  if (payload.success === false) return void notify('bad', payload.errors[0] ?? payload.message);
  return data;
}
