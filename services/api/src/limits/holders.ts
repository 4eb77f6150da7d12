/** Counts what accounts hold at the moment, up to a maximum for each. */
export interface Holders {
  /** @returns false when the account has as many as it may */
  take(account: string): boolean;
  give(account: string): void;
}

export function createHolders(max: number): Holders {
  const held = new Map<string, number>();
  return {
    take(account) {
      const count = held.get(account) ?? 0;
      if (count >= max) return false;
      held.set(account, count + 1);
      return true;
    },
    give(account) {
      const left = (held.get(account) ?? 0) - 1;
      if (left > 0) held.set(account, left);
      else held.delete(account);
    },
  };
}
