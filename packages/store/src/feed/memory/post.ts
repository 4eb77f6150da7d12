import type { PostView } from '../../content/posts/view.js';
import type { UserView } from '../../identity/users/view.js';
import type { Change } from '../../journal/changes.js';
import { authored, type FeedEntry, type FeedReason } from '../entry.js';
import type { Contents } from './contents.js';
import { Fragments } from './fragments.js';

/** An account as entries show it, shared by all its posts. It never changes: an edited account is another object. */
export interface SharedAuthor {
  readonly view: UserView;
  /** The account was edited since, or is no longer in memory. */
  stale: boolean;
}

/** A post or a share, shared by all lists that contain it. */
export class Post {
  readonly id: string;
  /** It is no longer notified of changes, so lists have to look the post up again. */
  evicted = false;
  /** When it was last marked as used. */
  touchedAt = -Infinity;
  readonly #onBytes: () => void;
  #contents: Contents | undefined;
  #author: SharedAuthor | undefined;
  /** Its entries for viewers who like it and for those who do not: one object for all of them, until it changes. */
  #liked: FeedEntry | undefined;
  #notLiked: FeedEntry | undefined;
  /** If it is a share: the entry of the shared post, for those who saw it last. */
  #shareEntry: FeedEntry | undefined;
  #fragmentBytes = 0;

  /** @param onBytes called when `textBytes` has changed */
  constructor(id: string, onBytes: () => void) {
    this.id = id;
    this.#onBytes = onBytes;
  }

  /** Undefined while it has not been read, and after an edit of it or of its author. */
  get contents(): Contents | undefined {
    return this.#author?.stale === false ? this.#contents : undefined;
  }

  /** How many bytes its texts take, at most. */
  get textBytes(): number {
    return 2 * (this.#contents?.content.length ?? 0) + 2 * this.#fragmentBytes;
  }

  /** The entry for a viewer in whose feed it is because of its author. @throws Error while it has no contents */
  entry(isLikedByUser: boolean): FeedEntry {
    const known = isLikedByUser ? this.#liked : this.#notLiked;
    if (known) return known;
    if (!this.#contents) throw new Error('a post without contents has no entry');
    const node: PostView = { ...this.#contents, isLikedByUser };
    const entry = this.#shared({ id: this.id, node, reason: authored });
    if (isLikedByUser) this.#liked = entry;
    else this.#notLiked = entry;
    return entry;
  }

  /** The entry of a shared post whose reason is this share. @throws Error while the share has no contents */
  entryOf(node: PostView): FeedEntry {
    if (this.#shareEntry?.node === node) return this.#shareEntry;
    if (!this.#contents) throw new Error('a share without contents has no entry');
    this.#dropEntries();
    return (this.#shareEntry = this.#shared({ id: this.id, node, reason: sharedAs(this.#contents) }));
  }

  #shared(entry: FeedEntry): FeedEntry {
    const fragments = new Fragments((bytes) => {
      // A request in progress may still hold an entry that has been replaced.
      if (![this.#liked, this.#notLiked, this.#shareEntry].some((held) => held?.fragments === fragments))
        return;
      this.#fragmentBytes += bytes;
      this.#onBytes();
    });
    return { ...entry, fragments };
  }

  keep(contents: Contents, author: SharedAuthor): void {
    this.#contents = contents;
    this.#author = author;
    this.#dropEntries();
  }

  forget(): void {
    this.#contents = undefined;
    this.#dropEntries();
  }

  count({ likeCount, commentCount, shareCount }: Change): void {
    if (!this.#contents) return;
    this.#contents = { ...this.#contents, likesCount: likeCount, commentCount, shareCount };
    this.#dropEntries();
  }

  #dropEntries(): void {
    this.#liked = undefined;
    this.#notLiked = undefined;
    this.#shareEntry = undefined;
    this.#fragmentBytes = 0;
  }
}

/** The reason for an entry that a share brought into a feed. */
export const sharedAs = ({ id, content, user }: Contents): FeedReason => ({
  kind: 'SHARED',
  sharedBy: user,
  shareId: id,
  caption: content,
});
