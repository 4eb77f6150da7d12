import { setImmediate as immediate } from 'node:timers/promises';
import type { Queryable } from '../postgres/queryable.js';
import type { Change } from './changes.js';
import { readJournal, type Poll, type Position } from './poll.js';

/** The reasons for which a process forgets everything it holds. */
export const forgetReasons = ['first', 'life', 'late', 'flood', 'everything'] as const;
export type ForgetReason = (typeof forgetReasons)[number];

/** Keeps copies of rows, and gets their changes. Both calls end before the next poll begins. */
export interface JournalListener {
  apply(changes: readonly Change[]): void;
  forget(reason: ForgetReason): void;
}

export interface Journal {
  /**
   * Resolves when every change that was committed before the call has been applied. Callers who wait share one
   * statement. Rejects as statements do; then nothing was applied, and the next call catches up.
   */
  sync(): Promise<void>;
  /** Milliseconds since the last poll that succeeded; Infinity before the first. */
  age(): number;
  /** Adds a listener. It is told to forget with the next poll at the earliest, like every other. */
  listen(listener: JournalListener): void;
  close(): void;
}

export interface JournalOptions {
  database: Queryable;
  listener?: JournalListener | undefined;
  /** The time between two polls of an idle process, in milliseconds. */
  idleMs?: number;
  /** How long what was heard may be trusted without another poll, in milliseconds of the database's and of this clock. */
  trustedMs?: number;
}

/** The journal keeps each change for twice this time (see `prune.ts`), by the database's clock. */
export const trustMs = 30_000;

export function createJournal(options: JournalOptions): Journal {
  const { database, listener, idleMs = 5_000, trustedMs = trustMs } = options;
  const listeners = listener ? [listener] : [];
  let position: Position | undefined;
  let polledAt = -Infinity;
  let running: Promise<void> = Promise.resolve();
  /** The poll that has not begun, which every caller until then shares. */
  let next: Promise<void> | undefined;

  const poll = async (): Promise<void> => {
    const began = performance.now();
    const heard = await readJournal(database, position);
    const reason = reasonToForget(position, heard, began - polledAt > trustedMs, trustedMs);
    position = heard.position;
    polledAt = began;
    for (const each of listeners) {
      if (reason) each.forget(reason);
      else each.apply(heard.changes ?? []);
    }
  };
  const begin = async (): Promise<void> => {
    await running.catch(() => undefined);
    // All requests of this turn of the loop share the poll.
    await immediate();
    next = undefined;
    running = poll();
    return running;
  };
  const sync = (): Promise<void> => (next ??= begin());
  const age = (): number => performance.now() - polledAt;
  const stop = whenIdle(age, idleMs, () => void sync().catch(() => undefined));
  return { sync, age, listen: (another) => void listeners.push(another), close: stop };
}

/** Calls a function whenever an age, which it should end, has reached a limit. @returns a function that stops that */
function whenIdle(age: () => number, idleMs: number, call: () => void): () => void {
  let timer: NodeJS.Timeout;
  const wait = (): void => {
    const left = idleMs - age();
    timer = setTimeout(look, left > 0 ? left : idleMs);
    timer.unref();
  };
  const look = (): void => {
    if (age() >= idleMs) call();
    wait();
  };
  wait();
  return () => clearTimeout(timer);
}

/** @param late whether too much time has passed by the clock of this process, which may differ from that of the database */
function reasonToForget(
  before: Position | undefined,
  { position: now, changes }: Poll,
  late: boolean,
  trustedMs: number,
): ForgetReason | undefined {
  if (!before) return 'first';
  if (before.life !== now.life) return 'life';
  if (late || now.at - before.at > trustedMs) return 'late';
  if (!changes) return 'flood';
  return changes.some(({ kind }) => kind === 'everything') ? 'everything' : undefined;
}
