import DataLoader from 'dataloader';

/**
 * A loader that fetches the items of many keys at once, in any order.
 * @returns a loader that gives null where `fetch` returned nothing for a key
 */
export function batchOne<T>(
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
