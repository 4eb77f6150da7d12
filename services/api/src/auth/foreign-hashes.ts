import { type DjangoHash, parseDjangoHash } from '@feed/credentials/django-hashes';
import { foreignHashes } from '@feed/store/identity/users/foreign-hashes';
import type { Queryable } from '@feed/store/postgres/queryable';

/** The hashes of another system that accounts still have, for the cost of comparing with them. */
export interface ForeignHashes {
  /**
   * One hash of each kind, the most expensive that an account has.
   * @param known a hash that has been read, so that an account imported a moment ago counts
   */
  kinds(known: string | null): Promise<readonly DjangoHash[]>;
}

/** Imports are rare, and a hash that is met counts at once. */
const rereadMs = 600_000;

export function createForeignHashes(database: Queryable, now: () => number = Date.now): ForeignHashes {
  let dearest = new Map<string, DjangoHash>();
  let reading: Promise<void> | undefined;
  let readAt = -Infinity;
  const meet = (stored: string): void => {
    const hash = parseDjangoHash(stored);
    if (hash && hash.work > (dearest.get(hash.kind)?.work ?? 0)) dearest.set(hash.kind, hash);
  };
  const read = async (): Promise<void> => {
    const found = await foreignHashes(database);
    dearest = new Map();
    found.forEach(meet);
    readAt = now();
  };
  return {
    async kinds(known) {
      if (now() - readAt > rereadMs) await (reading ??= read().finally(() => (reading = undefined)));
      if (known !== null) meet(known);
      return [...dearest.values()];
    },
  };
}
