import { useEffect, useRef } from 'preact/hooks';
import { createStore } from '../../ui/store.js';

/** The post or comment that has new comments; undefined when every one may have. */
export const outdated = createStore<{ readonly parent: string | undefined }>({ parent: undefined });

/**
 * Reads what is shown of a post or comment again when it has new comments. A read that is under way may lack them, and
 * another one beside it would get the same response, so that it has to end first.
 */
export function useOutdated(parent: string, fetching: boolean, again: () => void): void {
  const waiting = useRef(false);
  const read = useRef(again);
  const busy = useRef(fetching);
  read.current = again;
  busy.current = fetching;
  useEffect(
    () =>
      outdated.follow((news) => {
        if ((news.parent ?? parent) !== parent) return;
        if (busy.current) waiting.current = true;
        else read.current();
      }),
    [parent],
  );
  useEffect(() => {
    if (fetching || !waiting.current) return;
    waiting.current = false;
    read.current();
  }, [fetching]);
}
