import { useState } from 'preact/hooks';

export const pageSize = 20;

interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

export interface Pages {
  /** The cursor behind which the page begins; null for the first one. */
  readonly after: string | null;
  readonly number: number;
  older(end: string): void;
  newer(): void;
}

/** The place in a list that is shown page by page. It begins again when the key changes. */
export function usePages(key: string): Pages {
  const [place, setPlace] = useState<{ key: string; cursors: readonly string[] }>({ key, cursors: [] });
  const cursors = place.key === key ? place.cursors : [];
  return {
    after: cursors.at(-1) ?? null,
    number: cursors.length + 1,
    older: (end) => setPlace({ key, cursors: [...cursors, end] }),
    newer: () => setPlace({ key, cursors: cursors.slice(0, -1) }),
  };
}

export function Pager({ pages, info, of }: { pages: Pages; info: PageInfo; of: string }) {
  const { endCursor, hasNextPage } = info;
  if (pages.number === 1 && !hasNextPage) return null;
  return (
    <nav class="pager" aria-label={`Pages of ${of}`}>
      <button
        type="button"
        class="button button-quiet"
        disabled={pages.number === 1}
        onClick={() => pages.newer()}
      >
        Newer
      </button>
      <span class="quiet" role="status">
        Page {pages.number}
      </span>
      <button
        type="button"
        class="button button-quiet"
        disabled={!hasNextPage}
        onClick={() => endCursor !== null && pages.older(endCursor)}
      >
        Older
      </button>
    </nav>
  );
}
