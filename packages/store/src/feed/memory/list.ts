import type { Change } from '../../journal/changes.js';
import { belowAllIds, compareIdsDescending } from '../../postgres/ids.js';
import { AccountSet } from './account-set.js';
import type { Decided } from './decide.js';
import type { Post } from './post.js';

/** An entry of a list in memory. */
export interface ListEntry {
  readonly id: string;
  readonly postId: string;
  /** Looked up again once it is evicted. */
  post: Post | undefined;
  /** The share that is the reason for the entry. */
  share: Post | undefined;
}

/** Longer lists would rarely be read to their end. */
export const maxEntries = 256;

/** In bytes, about: a list without its entries, an entry, a like. */
const listBytes = 600;
const entryBytes = 120;
const likeBytes = 80;

/** The newest part of one viewer's home feed. */
export class List {
  readonly entries: ListEntry[];
  readonly #liked: Set<string>;
  /** The list is complete down to this id; 0 when it has everything. */
  floor: string;
  /** How many changes of the ring the list has taken in, counted from the start of the process. */
  heardUpTo: number;
  /** Its bytes when they were counted last. */
  counted = 0;
  readonly #heard: AccountSet;

  constructor({ entries, liked, floor, heard }: Decided, heardUpTo: number) {
    this.entries = entries.map(({ id, postId }) => ({ id, postId, post: undefined, share: undefined }));
    this.#liked = new Set(liked);
    this.floor = floor;
    this.heardUpTo = heardUpTo;
    this.#heard = new AccountSet(heard);
  }

  get complete(): boolean {
    return this.floor === belowAllIds;
  }

  get bytes(): number {
    return listBytes + this.#heard.bytes + this.entries.length * entryBytes + this.#liked.size * likeBytes;
  }

  likes(postId: string): boolean {
    return this.#liked.has(postId);
  }

  /** Also remembers likes of posts that are not in the list yet. */
  like(postId: string, liked: boolean): void {
    if (liked) this.#liked.add(postId);
    else this.#liked.delete(postId);
  }

  /** Takes a new or removed post in. @returns false when only Postgres can tell what the list is now */
  apply({ kind, postId, accountId, sharedPostId }: Change): boolean {
    if (kind === 'removed') this.#remove(postId);
    if (!this.#heard.has(BigInt(accountId))) return true;
    // Which share of a post is the first, and whether its author is heard anyway, is not known here.
    if (sharedPostId !== '0') return false;
    if (kind === 'posted') this.#insert(postId);
    return true;
  }

  #remove(postId: string): void {
    const at = this.entries.findIndex((entry) => entry.postId === postId);
    if (at !== -1) this.entries.splice(at, 1);
  }

  #insert(id: string): void {
    if (!this.complete && compareIdsDescending(id, this.floor) > 0) return;
    const at = this.entries.findIndex((entry) => compareIdsDescending(entry.id, id) >= 0);
    const place = at === -1 ? this.entries.length : at;
    if (this.entries[place]?.id === id) return;
    this.entries.splice(place, 0, { id, postId: id, post: undefined, share: undefined });
    if (this.entries.length <= maxEntries) return;
    this.entries.pop();
    this.floor = this.entries.at(-1)?.id ?? belowAllIds;
  }

  /** The index of the first entry below an id. */
  indexBelow(id: string | undefined): number {
    if (id === undefined) return 0;
    const at = this.entries.findIndex((entry) => compareIdsDescending(entry.id, id) > 0);
    return at === -1 ? this.entries.length : at;
  }
}
