import type { ComponentType } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Empty, Failure, Skeleton } from '../ui/states.js';
import { useStore } from '../ui/store.js';
import { place } from './router.js';
import type { Params, View } from './view.js';
import type { Shown } from './views.js';

const loaded = new Map<View, ComponentType<Params>>();

const NotFound = () => (
  <>
    <h1 class="view-title" tabIndex={-1}>
      Not found
    </h1>
    <Empty icon="leaf" title="There is nothing here">
      <a href="/">To your feed</a>
    </Empty>
  </>
);

/** Loads a view and shows it. Its heading gets the focus, so that a screen reader says where the user is. */
export function Outlet({ shown }: { shown: Shown | undefined }) {
  const [failed, setFailed] = useState(false);
  const [, setLoads] = useState(0);
  const view = shown?.view;
  const load = (): void => {
    setFailed(false);
    if (!view || loaded.has(view)) return;
    const took = (part: { default: ComponentType<Params> } | undefined): void => {
      loaded.set(view, part?.default ?? NotFound);
      setLoads((count) => count + 1);
    };
    view.load().then(took, () => setFailed(true));
  };
  useEffect(load, [view]);
  const exists = view !== undefined && loaded.get(view) !== NotFound;
  useArrival(exists ? view.title : 'Not found', view !== undefined && loaded.has(view));
  if (!shown) return <NotFound />;
  const Component = loaded.get(shown.view);
  if (Component) return <Component params={shown.params} key={place.get().path} />;
  const problem = { kind: 'unreachable', text: 'This part of the page could not be loaded.' };
  return failed ? <Failure problem={problem} onRetry={load} /> : <Skeleton />;
}

function useArrival(title: string, ready: boolean): void {
  const { path, scrollY } = useStore(place);
  const first = useRef(true);
  useEffect(() => {
    document.title = title === 'Feed' ? title : `${title} · Feed`;
  }, [title]);
  useLayoutEffect(() => {
    if (!ready) return;
    scrollTo({ top: scrollY });
    if (!first.current) document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
    first.current = false;
  }, [path, ready]);
}
