import { CodedError } from '@feed/platform/errors';
import { type Page, type PageRequest, decodeCursor, encodeCursor } from '@feed/store/postgres/cursor';

export interface ConnectionArgs {
  first?: number | null | undefined;
  after?: string | null | undefined;
}

export interface Edge<T> {
  cursor: string;
  node: T;
}

export interface PageInfo {
  hasNextPage: boolean;
  /** Always false: connections are walked forward only. */
  hasPreviousPage: boolean;
  startCursor: string | null;
  endCursor: string | null;
}

export interface Connection<E> {
  edges: E[];
  pageInfo: PageInfo;
}

const defaultPageSize = 20;
const maxPageSize = 100;

/**
 * The page to fetch for `first` and `after`.
 * @throws CodedError INVALID_INPUT for a page size outside 1..100, INVALID_CURSOR for a foreign cursor
 */
export function connectionArgs({ first, after }: ConnectionArgs): PageRequest {
  const size = first ?? defaultPageSize;
  if (size < 1 || size > maxPageSize) {
    throw new CodedError('INVALID_INPUT', `first must be from 1 to ${maxPageSize}`, { field: 'first' });
  }
  return after == null ? { first: size } : { first: size, after: decodeCursor(after) };
}

/** `cursorId` gives the id that the next page starts after. */
export function toConnection<T>(page: Page<T>, cursorId: (node: T) => string): Connection<Edge<T>> {
  const edges = page.items.map((node) => ({ cursor: encodeCursor(cursorId(node)), node }));
  return connectionOf(edges, page.hasNextPage, ({ cursor }) => cursor);
}

/** A connection of given edges, which may have more fields than `cursor` and `node`. */
export function connectionOf<E>(
  edges: E[],
  hasNextPage: boolean,
  cursorOf: (edge: E) => string,
): Connection<E> {
  const [first, last] = [edges[0], edges.at(-1)];
  return {
    edges,
    pageInfo: {
      hasNextPage,
      hasPreviousPage: false,
      startCursor: first ? cursorOf(first) : null,
      endCursor: last ? cursorOf(last) : null,
    },
  };
}
