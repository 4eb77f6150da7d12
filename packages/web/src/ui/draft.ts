import { useState } from 'preact/hooks';
import { randomKey } from './random-key.js';

/** A form that is being filled in. It survives errors, reloads and the end of the session. */
export interface Draft<T> {
  readonly value: T;
  /** Identifies the attempts to send this content, so that repeating one after a lost response does it only once. */
  readonly idempotencyKey: string;
  change(next: Partial<T>): void;
  /** Forgets what was sent, unless it was changed meanwhile. */
  clear(): void;
}

interface Kept<T> {
  readonly value: T;
  readonly idempotencyKey: string;
}

/** @param name identifies the form and what it is about, such as `comment:17` */
export function useDraft<T extends object>(name: string, empty: T): Draft<T> {
  const key = `feed.draft:${name}`;
  const [kept, setKept] = useState<Kept<T>>(() => read(key) ?? fresh(empty));
  return {
    ...kept,
    change(next) {
      const changed = fresh({ ...(read<T>(key) ?? kept).value, ...next });
      write(key, changed);
      setKept(changed);
    },
    clear() {
      const newest = read<T>(key);
      if (newest && newest.idempotencyKey !== kept.idempotencyKey) return;
      write(key, undefined);
      setKept(fresh(empty));
    },
  };
}

const fresh = <T>(value: T): Kept<T> => ({ value, idempotencyKey: randomKey() });

function read<T>(key: string): Kept<T> | undefined {
  try {
    return (JSON.parse(localStorage.getItem(key) ?? 'null') as Kept<T> | null) ?? undefined;
  } catch {
    return undefined;
  }
}

function write(key: string, kept: object | undefined): void {
  try {
    if (kept) localStorage.setItem(key, JSON.stringify(kept));
    else localStorage.removeItem(key);
  } catch {
    // Without storage the draft lasts as long as the view.
  }
}
