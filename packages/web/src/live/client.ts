import { Client, fetchExchange, type AnyVariables, type TypedDocumentNode } from '@urql/core';
import { authExchange } from '@urql/exchange-auth';
import { UnauthenticatedError } from 'feed-client';
import { session } from '../session/session.js';
import { notify } from '../ui/notices.js';
import { randomKey } from '../ui/random-key.js';
import { type CacheRules, normalisedCache } from './cache.js';
import { problemOf, sentence } from './problem.js';
import { complete, record } from './requests.js';

/** Attaches the access token, renews it before it expires, and tries once more when the api rejects it. */
const authentication = authExchange(async (utilities) => {
  let token = await session.accessToken().catch(() => undefined);
  let rejected: UnauthenticatedError | undefined;
  return {
    addAuthToOperation: (operation) =>
      token === undefined
        ? operation
        : utilities.appendHeaders(operation, { authorization: `Bearer ${token}` }),
    willAuthError: () => true,
    didAuthError({ graphQLErrors: [first] }) {
      const { code, reason } = (first?.extensions ?? {}) as { code?: string; reason?: string };
      if (!first || code !== 'UNAUTHENTICATED' || reason === undefined) return false;
      rejected = new UnauthenticatedError(first.message, { code, extensions: first.extensions });
      return true;
    },
    async refreshAuth() {
      const error = rejected;
      rejected = undefined;
      token =
        error !== undefined && token !== undefined
          ? await session.rejected(token, error)
          : await session.accessToken().catch(() => token);
    },
  };
});

/** Sends a request, records it for the drawer, and makes mutations safe to repeat. */
async function send(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const { query, variables = {} } = JSON.parse(String(init.body)) as { query: string; variables?: object };
  const id = record(query, variables);
  const headers = new Headers(init.headers);
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
