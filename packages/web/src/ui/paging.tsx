import { useState } from 'preact/hooks';

/** The cursors behind which the pages begin that the user has asked for; null for the first one. */
export function useCursors(): { cursors: readonly (string | null)[]; more(end: string): void } {
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  const more = (end: string): void => setCursors((all) => (all.includes(end) ? all : [...all, end]));
  return { cursors, more };
}

/** Shows the page behind the cursor. */
export const More = ({ endCursor, onMore }: { endCursor: string | null; onMore(end: string): void }) => (
  <button type="button" class="link" onClick={() => endCursor !== null && onMore(endCursor)}>
    Show more
  </button>
);
