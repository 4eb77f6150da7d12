import { account } from '../../session/session.js';
import { createStore } from '../../ui/store.js';

export const pageSize = 25;

export interface FeedPages {
  /** Grows when the feed is read again from its beginning. */
  readonly epoch: number;
  /** The cursors behind which the pages begin; null for the first one. */
  readonly cursors: readonly (string | null)[];
  /** Whether there is nothing behind the last page. */
  readonly complete: boolean;
}

const beginning = (epoch: number): FeedPages => ({ epoch, cursors: [null], complete: false });

/** The pages that the user has scrolled to. They outlive the view, so that the way back leads to the same place. */
export const pages = createStore<FeedPages>(beginning(0));

/** The cursor of the first entry; null when the feed is empty, undefined until it was read. */
export const newest = createStore<string | null | undefined>(undefined);

/** The heights in pixels that pages had when they were last shown, by epoch and cursor. */
export const heights = new Map<string, number>();

/** The last epoch whose first page was read. */
let readEpoch = 0;

/** Whether the user has asked for the feed to be read again, and it was not yet. */
export const isUnread = (epoch: number): boolean => epoch > readEpoch;

export function restart(): void {
  heights.clear();
  newest.set(undefined);
  pages.set(beginning(pages.get().epoch + 1));
}

/** Called when a page was read: what follows it begins at `end`, or does not exist. */
export function ended(index: number, end: string | null): void {
  const { cursors, complete, epoch } = pages.get();
  readEpoch = epoch;
  const last = index === cursors.length - 1;
  if (last && complete !== (end === null)) pages.set({ epoch, cursors, complete: end === null });
  // The page has changed, so those behind it no longer follow from it.
  if (!last && cursors[index + 1] !== end)
    pages.set({ epoch, cursors: cursors.slice(0, index + 1), complete: end === null });
}

export function more(end: string): void {
  const { cursors, epoch } = pages.get();
  if (!cursors.includes(end)) pages.set({ epoch, cursors: [...cursors, end], complete: false });
}

// Another account has another feed.
account.follow(restart);
