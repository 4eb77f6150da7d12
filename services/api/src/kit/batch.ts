import type { LongColumns } from '@feed/store/postgres/long-columns';
import DataLoader from 'dataloader';
import type { RequestContext } from './request-context.js';

/**
 * A loader that fetches the items of many keys at once, in any order.
 * @returns a loader that gives null where `fetch` returned nothing for a key
 */
function batchOne<T>(
  fetch: (keys: readonly string[]) => Promise<readonly T[]>,
  keyOf: (item: T) => string,
): DataLoader<string, T | null> {
  return new DataLoader(async (keys: readonly string[]) => {
    const found = new Map((await fetch(keys)).map((item) => [keyOf(item), item]));
    return keys.map((key) => found.get(key) ?? null);
  });
}

/** Like `batchOne` for lists: keeps the order in which `fetch` returned the items of a key. */
export function batchMany<T>(
  fetch: (keys: readonly string[]) => Promise<readonly T[]>,
  keyOf: (item: T) => string,
): DataLoader<string, T[]> {
  return new DataLoader(async (keys: readonly string[]) => {
    const groups = new Map<string, T[]>(keys.map((key) => [key, []]));
    for (const item of await fetch(keys)) groups.get(keyOf(item))?.push(item);
    return keys.map((key) => groups.get(key) ?? []);
  });
}

/** Identifies the columns, because what was read with fewer of them cannot answer a field that shows more. */
export const slotOf = ({ text, bio }: LongColumns): number => (text ? 1 : 0) + (bio ? 2 : 0);

export interface ObjectsOf<T> {
  /** Identifies the objects within a request. */
  key: symbol;
  /** One statement that reads the objects that the caller may see, in any order. */
  fetch(context: RequestContext, ids: readonly string[], columns: LongColumns): Promise<readonly T[]>;
  idOf(item: T): string;
}

export type LoadObject<T> = (context: RequestContext, id: string, columns: LongColumns) => Promise<T | null>;

/** Reads objects by id, those of one request at once, and gives null for those that were not found. */
export function objectLoader<T>({ key, fetch, idOf }: ObjectsOf<T>): LoadObject<T> {
  return (context, id, columns) => {
    const loaders = context.loader(key, () => new Map<number, DataLoader<string, T | null>>());
    const slot = slotOf(columns);
    const loader = loaders.get(slot) ?? batchOne((ids) => fetch(context, ids, columns), idOf);
    loaders.set(slot, loader);
    return loader.load(id);
  };
}
