import type { Tokens } from './tokens.js';

/** Keeps the tokens of one session. */
export interface TokenStore {
  read(): Tokens | undefined | Promise<Tokens | undefined>;
  /** @param tokens undefined removes them */
  write(tokens: Tokens | undefined): void | Promise<void>;
  /** Calls the listener when other sessions that share the store have changed it. @returns how to stop that */
  onChange?(listener: () => void): () => void;
}

/** Runs one at a time of all that share the lock. */
export type Lock = <T>(run: () => Promise<T>) => Promise<T>;

/** Keeps the tokens for as long as the page or the process lasts. */
export function memoryStore(): TokenStore {
  let kept: Tokens | undefined;
  return { read: () => kept, write: (tokens) => void (kept = tokens) };
}

/** The parts of a browser that the store and the lock use. */
interface Browser {
  localStorage?: {
    getItem(key: string): string | null;
    setItem(key: string, value: string): void;
    removeItem(key: string): void;
  };
  addEventListener?(type: 'storage', listener: (event: { key: string | null }) => void): void;
  removeEventListener?(type: 'storage', listener: (event: { key: string | null }) => void): void;
  navigator?: { locks?: { request<T>(name: string, run: () => Promise<T>): Promise<T> } };
}

const browser = globalThis as unknown as Browser;
const usualKey = 'feed.session';

/** Keeps the tokens in `localStorage`, which all tabs share; in memory where the browser has none or forbids it. */
export function browserStore(key = usualKey): TokenStore {
  const storage = usableStorage();
  if (!storage) return memoryStore();
  return {
    read: () => parse(storage.getItem(key)),
    write: (tokens) => (tokens ? storage.setItem(key, JSON.stringify(tokens)) : storage.removeItem(key)),
    onChange(listener) {
      // A key of null means that everything was removed.
      const heard = (event: { key: string | null }): void => {
        if (event.key === key || event.key === null) listener();
      };
      browser.addEventListener?.('storage', heard);
      return () => browser.removeEventListener?.('storage', heard);
    },
  };
}

/** Reading the property throws in a browser that forbids it, and writing in one whose quota is zero. */
function usableStorage(): Browser['localStorage'] {
  try {
    const { localStorage } = browser;
    localStorage?.setItem('feed.test', '');
    localStorage?.removeItem('feed.test');
    return localStorage;
  } catch {
    return undefined;
  }
}

function parse(text: string | null): Tokens | undefined {
  try {
    return text === null ? undefined : (JSON.parse(text) as Tokens);
  } catch {
    return undefined;
  }
}

/** A lock that all tabs share; none where the browser has no `navigator.locks`, as on a page without HTTPS. */
export function browserLock(name = usualKey): Lock {
  return (run) => {
    const locks = browser.navigator?.locks;
    return locks ? locks.request(name, run) : run();
  };
}
