import { LRUCache } from 'lru-cache';
import type { Change } from '../../journal/changes.js';
import { List, maxEntries } from './list.js';
import { createListSource, type ListSource, type ListSourceOptions } from './list-source.js';
import { Ring } from './ring.js';

export interface ListsOptions extends ListSourceOptions {
  maxBytes: number;
  onEvict?: (() => void) | undefined;
}

/** The cache takes a new size only with a new value, so that each measurement makes one. */
interface Measured {
  readonly list: List;
}

/** A list that is being read. */
interface Fill {
  readonly entries: number;
  /** A relation of the viewer changed, or everything was forgotten, meanwhile. */
  touched: boolean;
  /** Likes of the viewer that were heard of meanwhile. */
  readonly likes: Change[];
  list: Promise<List>;
}

const never = new Promise<never>(() => undefined);

const spareEntries = 8;
/** Bytes by which the list of a viewer who likes without reading may grow before they are counted. */
const uncounted = 4_096;

/** The lists in memory by viewer, least recently used ones evicted. */
export class Lists {
  readonly #lists: LRUCache<string, Measured>;
  readonly #source: ListSource;
  readonly #ring = new Ring();
  readonly #fills = new Map<string, Fill>();

  constructor({ maxBytes, onEvict, ...source }: ListsOptions) {
    this.#source = createListSource(source);
    this.#lists = new LRUCache<string, Measured>({
      maxSize: maxBytes,
      dispose: (_list, _viewer, reason) => {
        if (reason === 'evict') onEvict?.();
      },
    });
  }

  get bytes(): number {
    return this.#lists.calculatedSize;
  }

  get count(): number {
    return this.#lists.size;
  }

  /** The viewer's list as of the last poll, or undefined when it has to be read. */
  current(viewerId: string): List | undefined {
    const list = this.#lists.get(viewerId)?.list;
    if (!list) return undefined;
    if (!this.#catchUp(list)) {
      this.#lists.delete(viewerId);
      return undefined;
    }
    if (list.bytes !== list.counted) this.#keep(viewerId, list);
    return list;
  }

  /** Counts the bytes of the list, which grows with new posts and with likes. */
  #keep(viewerId: string, list: List): void {
    list.counted = list.bytes;
    this.#lists.set(viewerId, { list }, { size: list.counted });
  }

  /**
   * Reads a list that has the wanted number of entries, if the feed has. It is kept unless it changed while it was read in
   * a way that only Postgres knows; then it is still right for those who asked before it was read.
   */
  async fill(viewerId: string, wanted: number): Promise<List> {
    const entries = Math.min(wanted + spareEntries, maxEntries);
    for (;;) {
      const running = this.#fills.get(viewerId);
      if (!running) break;
      await running.list;
      // A list that was read before this call may be out of date by now, unless it was kept and has caught up.
      const kept = this.current(viewerId);
      if (kept && running.entries >= entries) return kept;
    }
    const fill: Fill = { entries, touched: false, likes: [], list: never };
    this.#fills.set(viewerId, fill);
    fill.list = this.#read(viewerId, fill).finally(() => this.#fills.delete(viewerId));
    return fill.list;
  }

  async #read(viewerId: string, fill: Fill): Promise<List> {
    const heardUpTo = this.#ring.end;
    const list = new List(await this.#source.decide(viewerId, fill.entries), heardUpTo);
    for (const { kind, postId } of fill.likes) list.like(postId, kind === 'liked');
    if (this.#catchUp(list) && !fill.touched) this.#keep(viewerId, list);
    return list;
  }

  /** Takes in what happened since the list was read last. @returns false when the list cannot be kept */
  #catchUp(list: List): boolean {
    const changes = this.#ring.since(list.heardUpTo);
    list.heardUpTo = this.#ring.end;
    return changes?.every((change) => list.apply(change)) ?? false;
  }

  apply(change: Change): void {
    const { kind, accountId, postId } = change;
    if (kind === 'posted' || kind === 'removed') this.#ring.add(change);
    else if (kind === 'relation') {
      this.#lists.delete(accountId);
      const fill = this.#fills.get(accountId);
      if (fill) fill.touched = true;
    } else if (kind === 'liked' || kind === 'unliked') {
      this.#fills.get(accountId)?.likes.push(change);
      const list = this.#lists.peek(accountId)?.list;
      list?.like(postId, kind === 'liked');
      if (list && list.bytes > list.counted + uncounted) this.#keep(accountId, list);
    }
  }

  clear(): void {
    this.#lists.clear();
    for (const fill of this.#fills.values()) fill.touched = true;
  }
}
