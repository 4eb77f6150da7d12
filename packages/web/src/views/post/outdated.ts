import { useEffect } from 'preact/hooks';
import { createStore } from '../../ui/store.js';

/** The post or comment that has new comments; undefined when every one may have. */
export const outdated = createStore<{ readonly parent: string | undefined }>({ parent: undefined });

/** Reads what is shown of a post or comment again when it has new comments. */
export function useOutdated(parent: string, again: () => void): void {
  useEffect(
    () => outdated.follow((news) => void ((news.parent ?? parent) === parent && again())),
    [parent, again],
  );
}
