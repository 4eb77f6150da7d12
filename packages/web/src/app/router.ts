import { createStore } from '../ui/store.js';

export interface Place {
  readonly path: string;
  /** The position to which the user had scrolled when leaving it. */
  readonly scrollY: number;
}

interface State {
  scrollY?: number;
}

const here = (): Place => ({
  path: location.pathname,
  scrollY: (history.state as State | null)?.scrollY ?? 0,
});

export const place = createStore<Place>(here());

/** Shows another view. */
export function navigate(path: string, { replace = false } = {}): void {
  if (path === location.pathname) return scrollTo({ top: 0 });
  if (replace) history.replaceState({}, '', path);
  else {
    history.replaceState({ scrollY: Math.round(scrollY) } satisfies State, '');
    history.pushState({}, '', path);
  }
  place.set(here());
}

/** Follows links to views of this page without loading it again. */
export function startRouter(isView: (path: string) => boolean): void {
  history.scrollRestoration = 'manual';
  addEventListener('popstate', () => place.set(here()));
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element).closest('a');
    if (!link || link.target !== '' || link.origin !== location.origin || link.hash !== '') return;
    if (!isView(link.pathname)) return;
    event.preventDefault();
    navigate(link.pathname);
  });
}
