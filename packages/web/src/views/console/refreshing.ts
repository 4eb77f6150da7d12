import { type AnyVariables, type CombinedError, type TypedDocumentNode } from '@urql/core';
import { useQuery } from '@urql/preact';
import { useEffect, useRef } from 'preact/hooks';

const everyMs = 10_000;

/** Calls it every ten seconds while the page is visible, and when it becomes visible again. */
function useEvery(refresh: () => void): void {
  const newest = useRef(refresh);
  newest.current = refresh;
  useEffect(() => {
    let timer: ReturnType<typeof setInterval> | undefined;
    const stop = (): void => clearInterval(timer);
    const start = (): void => {
      stop();
      if (document.visibilityState === 'visible') timer = setInterval(() => newest.current(), everyMs);
    };
    const changed = (): void => {
      start();
      if (document.visibilityState === 'visible') newest.current();
    };
    start();
    document.addEventListener('visibilitychange', changed);
    return () => {
      stop();
      document.removeEventListener('visibilitychange', changed);
    };
  }, []);
}

export interface Refreshing<Data> {
  /** The newest that could be read of these variables. */
  readonly data: Data | undefined;
  /** Why it could not be read the last time. */
  readonly error: CombinedError | undefined;
  refresh(): void;
}

/** Reads from the api, and again every ten seconds. What was read is kept while reading it again fails. */
export function useRefreshing<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Refreshing<Data> {
  const [{ data, error }, execute] = useQuery({
    ...{ query, variables: variables as never },
    requestPolicy: 'cache-and-network',
  });
  const key = JSON.stringify([String(query), variables]);
  const last = useRef<{ key: string; data: Data | undefined }>({ key, data: undefined });
  if (last.current.key !== key) last.current = { key, data: undefined };
  if (data && !error) last.current.data = data;
  const refresh = (): void => execute({ requestPolicy: 'network-only' });
  useEvery(refresh);
  return { data: last.current.data, error, refresh };
}
