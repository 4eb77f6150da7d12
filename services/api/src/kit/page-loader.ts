import type DataLoader from 'dataloader';
import type { LongColumns } from '@feed/store/postgres/long-columns';
import { type OffsetRequest, type Page, toPage } from '@feed/store/postgres/cursor';
import { batchMany, slotOf } from './batch.js';
import type { RequestContext } from './request-context.js';

export interface PagesOf<T> {
  /** Identifies the list within a request. */
  key: symbol;
  /** One statement that reads the requested number of items of each parent, in the list's order. */
  fetch(
    context: RequestContext,
    parentIds: readonly string[],
    request: OffsetRequest,
    columns: LongColumns,
  ): Promise<readonly T[]>;
  parentOf(item: T): string;
}

export type LoadPage<T> = (
  context: RequestContext,
  parentId: string,
  request: OffsetRequest,
  columns: LongColumns,
) => Promise<Page<T>>;

/** Reads the same page of the same list for all its parents at once. */
export function pageLoader<T>({ key, fetch, parentOf }: PagesOf<T>): LoadPage<T> {
  return async (context, parentId, request, columns) => {
    const { first, after, offset = 0 } = request;
    if (first === 0) return { items: [], hasNextPage: false };
    const loaders = context.loader(key, () => new Map<string, DataLoader<string, T[]>>());
    const slot = `${first} ${after ?? ''} ${offset} ${slotOf(columns)}`;
    const oneMore = { ...request, first: first + 1 };
    const loader = loaders.get(slot) ?? batchMany((ids) => fetch(context, ids, oneMore, columns), parentOf);
    loaders.set(slot, loader);
    return toPage(await loader.load(parentId), first);
  };
}
