import { LRUCache } from 'lru-cache';
import type { Change } from '../../journal/changes.js';
import type { Author, ContentRow } from './contents.js';

/** An account as entries show it, shared by all its posts. It is never changed: an edited account is another object. */
interface SharedAuthor {
  readonly view: Author;
  /** The account was edited since. */
  stale: boolean;
}

/** What a post or a share shows to everyone. */
export interface Contents {
  readonly content: string;
  likeCount: number;
  commentCount: number;
  shareCount: number;
  readonly author: Author;
}

/** A post or a share, shared by all lists that contain it. */
export class Post {
  readonly id: string;
  /** Changes no longer reach the post: lists have to look it up again. */
  evicted = false;
  #contents: Contents | undefined;
  #author: SharedAuthor | undefined;

  constructor(id: string) {
    this.id = id;
  }

  /** Undefined while it has not been read, and after an edit of it or of its author. */
  get contents(): Contents | undefined {
    return this.#author?.stale === false ? this.#contents : undefined;
  }

  keep(contents: Contents, author: SharedAuthor): void {
    this.#contents = contents;
    this.#author = author;
  }

  forget(): void {
    this.#contents = undefined;
  }
}

/** In bytes, about: the objects of a post without its text, and of an account. */
const postBytes = 400;
const authorBytes = 300;

export interface PostsOptions {
  maxBytes: number;
  onEvict?: (() => void) | undefined;
}

/** The posts and authors in memory, least recently used ones evicted. */
export class Posts {
  readonly #posts: LRUCache<string, Post>;
  readonly #authors: LRUCache<string, SharedAuthor>;

  constructor({ maxBytes, onEvict }: PostsOptions) {
    this.#posts = new LRUCache<string, Post>({
      maxSize: maxBytes,
      dispose: (post, _id, reason) => {
        post.evicted = reason !== 'set';
        if (reason === 'evict') onEvict?.();
      },
    });
    this.#authors = new LRUCache<string, SharedAuthor>({
      maxSize: Math.max(1, Math.floor(maxBytes / 8)),
      // Nothing would tell the posts of an author who is not here of a change.
      dispose: (author) => void (author.stale = true),
    });
  }

  get bytes(): number {
    return this.#posts.calculatedSize + this.#authors.calculatedSize;
  }

  of(id: string): Post {
    const known = this.#posts.get(id);
    if (known) return known;
    const post = new Post(id);
    this.#posts.set(id, post, { size: postBytes });
    return post;
  }

  /** Marks it as used now. */
  touch({ id }: Post): void {
    this.#posts.get(id);
  }

  /** Keeps what was read, unless it has changed meanwhile. */
  keep(row: ContentRow): void {
    const post = this.#posts.peek(row.id);
    if (!post) return;
    const author = this.#authorOf(row);
    const { content, likeCount, commentCount, shareCount } = row;
    post.keep({ content, likeCount, commentCount, shareCount, author: author.view }, author);
    this.#posts.set(row.id, post, { size: postBytes + 2 * content.length });
  }

  #authorOf({ author }: ContentRow): SharedAuthor {
    const known = this.#authors.get(author.id);
    if (known) return known;
    const shared = { view: author, stale: false };
    const length = author.username.length + author.firstName.length + author.lastName.length;
    const size = authorBytes + 2 * (length + (author.profilePic?.length ?? 0));
    this.#authors.set(author.id, shared, { size });
    return shared;
  }

  apply(change: Change): void {
    if (change.kind === 'account') this.#authors.delete(change.accountId);
    if (change.kind === 'edited' || change.kind === 'removed') this.#posts.peek(change.postId)?.forget();
    if (change.kind !== 'counted') return;
    const contents = this.#posts.peek(change.postId)?.contents;
    if (!contents) return;
    contents.likeCount = change.likeCount;
    contents.commentCount = change.commentCount;
    contents.shareCount = change.shareCount;
  }

  clear(): void {
    this.#posts.clear();
    this.#authors.clear();
  }
}
