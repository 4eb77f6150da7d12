import { gql, type Exchange } from '@urql/core';
import {
  cacheExchange,
  type Cache,
  type OptimisticMutationResolver,
  type UpdateResolver,
} from '@urql/exchange-graphcache';

/** The changes that the operations of one folder make to the cache. */
export interface CacheRules {
  /** Types whose values belong to the object that refers to them, because they have no id. */
  readonly embedded?: readonly string[];
  /** The response that is most likely. It is shown at once, and undone when the mutation fails. */
  readonly optimistic?: Record<string, OptimisticMutationResolver>;
  /** Changes the cache beside the objects in the result of a mutation. It runs for optimistic results, too. */
  readonly updates?: Record<string, UpdateResolver>;
}

export function normalisedCache(rules: readonly CacheRules[]): Exchange {
  const embedded = rules.flatMap((each) => each.embedded ?? []);
  return cacheExchange({
    keys: Object.fromEntries(['PageInfo', ...embedded].map((type) => [type, () => null])),
    optimistic: Object.assign({}, ...rules.map(({ optimistic }) => optimistic)),
    updates: { Mutation: Object.assign({}, ...rules.map(({ updates }) => updates)) },
  });
}

export const succeeded = (payload: unknown): boolean =>
  (payload as { success?: boolean } | null)?.success === true;

/** The fields that every payload has, for an optimistic result. */
export const success = { success: true, message: '', errors: [], code: null };

/** Writes fields of an object that is in the cache. */
export function writeFields(cache: Cache, type: string, id: unknown, fields: Record<string, unknown>): void {
  const fragment = gql(`fragment _ on ${type} { id ${Object.keys(fields).join(' ')} }`);
  cache.writeFragment(fragment, { __typename: type, id, ...fields });
}

/** Has the lists of a query read again, wherever they are shown: those with this argument, or all without one. */
export function forgetLists(cache: Cache, field: string, argument?: string, value?: unknown): void {
  for (const { fieldName, arguments: given } of cache.inspectFields('Query'))
    if (fieldName === field && (argument === undefined || given?.[argument] === value))
      cache.invalidate('Query', fieldName, given);
}

/** The fields that liking or unliking changes, as far as this browser knows. */
export function likedFields(cache: Cache, type: string, id: unknown, like: boolean): object {
  const key = { __typename: type, id: id as string };
  const before = Number(cache.resolve(key, 'likesCount') ?? 0);
  const already = cache.resolve(key, 'isLikedByUser') === like;
  const likesCount = already ? before : Math.max(0, before + (like ? 1 : -1));
  return { ...key, isLikedByUser: like, likesCount };
}
