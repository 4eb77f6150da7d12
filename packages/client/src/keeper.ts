import { createListeners } from './listeners.js';
import type { TokenStore } from './stores.js';
import type { Account, Tokens } from './tokens.js';

/**
 * Why a session ended: the user logged out here or in another tab, it was ended from another device or with the account,
 * or it was not used for too long.
 */
export type EndReason = 'LOGOUT' | 'OTHER_TAB' | 'SESSION_ENDED' | 'REFRESH_EXPIRED';

/** The tokens of a session in their store, and who has to know of their changes. */
export interface Keeper {
  readonly account: Account | undefined;
  read(): Promise<Tokens | undefined>;
  write(tokens: Tokens | undefined): Promise<void>;
  /** Removes the tokens, unless others have taken the place of those with this access token. */
  end(reason: EndReason, accessToken?: string): Promise<void>;
  /** @returns how to stop that */
  onEnd(listener: (reason: EndReason) => void): () => void;
  /** @returns how to stop that */
  onChange(listener: (account: Account | undefined) => void): () => void;
  /** Stops listening to the store. */
  close(): void;
}

export function createKeeper(store: TokenStore): Keeper {
  const [ends, changes] = [createListeners<EndReason>(), createListeners<Account | undefined>()];
  let account: Account | undefined;
  // Tokens that this session did not remove were removed by another.
  let reason: EndReason = 'OTHER_TAB';
  const see = (tokens: Tokens | undefined): Tokens | undefined => {
    const before = account;
    account = tokens?.account;
    if (before?.id !== account?.id) changes.call(account);
    if (before && !account) ends.call(reason);
    return tokens;
  };
  const read = async (): Promise<Tokens | undefined> => see(await store.read());
  const first = store.read();
  if (first instanceof Promise) first.then(see, () => undefined);
  else account = first?.account;
  return {
    get account() {
      return account;
    },
    read,
    async write(tokens) {
      await store.write(tokens);
      see(tokens);
    },
    async end(why, accessToken) {
      const tokens = await store.read();
      if (accessToken !== undefined && tokens && tokens.accessToken !== accessToken) return;
      reason = why;
      try {
        await store.write(undefined);
        see(undefined);
      } finally {
        reason = 'OTHER_TAB';
      }
    },
    onEnd: ends.add,
    onChange: changes.add,
    close: store.onChange?.(() => void read().catch(() => undefined)) ?? (() => undefined),
  };
}
