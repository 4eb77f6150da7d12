import { LRUCache } from 'lru-cache';
import type { UserView } from '../../identity/users/view.js';
import type { Change } from '../../journal/changes.js';
import type { Contents } from './contents.js';
import { Post, type SharedAuthor } from './post.js';

/** In bytes, about: the objects of a post without its texts, and of an account. */
const postBytes = 600;
const authorBytes = 400;
/** Authors get an eighth of the bytes: they are fewer and smaller than posts. */
const authorsPart = 8;

const touchMs = 1_000;

/** The cache takes a new size only with a new value, so that each measurement makes one. */
interface Measured {
  readonly post: Post;
}

export interface PostsOptions {
  maxBytes: number;
  onEvict?: (() => void) | undefined;
}

/** The posts and authors in memory, least recently used ones evicted. */
export class Posts {
  readonly #posts: LRUCache<string, Measured>;
  readonly #authors: LRUCache<string, SharedAuthor>;

  constructor({ maxBytes, onEvict }: PostsOptions) {
    this.#posts = new LRUCache<string, Measured>({
      maxSize: maxBytes,
      dispose: ({ post }, _id, reason) => {
        if (reason === 'set') return;
        // Lists may refer to it for long, so it must hold nothing that the limit does not count.
        post.evicted = true;
        post.forget();
        if (reason === 'evict') onEvict?.();
      },
    });
    this.#authors = new LRUCache<string, SharedAuthor>({
      maxSize: Math.max(1, Math.floor(maxBytes / authorsPart)),
      // An account that is not here is not notified of changes, so its posts must not show it.
      dispose: (author) => void (author.stale = true),
    });
  }

  get bytes(): number {
    return this.#posts.calculatedSize + this.#authors.calculatedSize;
  }

  of(id: string): Post {
    const known = this.#posts.get(id);
    if (known) return known.post;
    const post = new Post(id, () => this.#measure(post));
    this.#posts.set(id, { post }, { size: postBytes });
    return post;
  }

  /** Marks it as used now, on the clock of `performance.now()`. */
  touch(post: Post, now: number): void {
    // Order within a second does not matter, and the look-ups would be a twentieth of an answer from memory.
    if (now - post.touchedAt < touchMs) return;
    post.touchedAt = now;
    this.#posts.get(post.id);
  }

  /** Keeps what was read of a post that is in memory. */
  keep(contents: Contents): void {
    const post = this.#posts.peek(contents.id)?.post;
    if (!post) return;
    const author = this.#authorOf(contents.user);
    post.keep({ ...contents, user: author.view }, author);
    this.#measure(post);
  }

  #measure(post: Post): void {
    if (!post.evicted) this.#posts.set(post.id, { post }, { size: postBytes + post.textBytes });
  }

  #authorOf(view: UserView): SharedAuthor {
    const known = this.#authors.get(view.id);
    if (known) return known;
    const shared = { view, stale: false };
    const length = view.username.length + view.firstName.length + view.lastName.length;
    const size = authorBytes + 2 * (length + (view.profilePic?.length ?? 0));
    this.#authors.set(view.id, shared, { size });
    return shared;
  }

  apply(change: Change): void {
    if (change.kind === 'account') this.#authors.delete(change.accountId);
    if (change.kind === 'edited' || change.kind === 'removed') this.#posts.peek(change.postId)?.post.forget();
    if (change.kind === 'counted') this.#posts.peek(change.postId)?.post.count(change);
  }

  clear(): void {
    this.#posts.clear();
    this.#authors.clear();
  }
}
