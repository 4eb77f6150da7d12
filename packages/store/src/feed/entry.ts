import type { PostView } from '../content/posts/view.js';
import type { UserView } from '../identity/users/view.js';
import type { Unread } from '../postgres/long-columns.js';
import type { Fragments } from './memory/fragments.js';

export type FeedReason =
  { kind: 'AUTHORED' } | { kind: 'SHARED'; sharedBy: UserView; shareId: string; caption: string | Unread };

/** Any reason, for readers that do not tell the kinds apart. */
export interface FeedReasonView {
  kind: FeedReason['kind'];
  sharedBy?: UserView;
  shareId?: string;
  caption?: string | Unread;
}

/** A post in a home feed. */
export interface FeedEntry {
  /** The id of the row that is the reason for the entry, a post or a share: it orders the feed and is the cursor. */
  readonly id: string;
  readonly node: PostView;
  readonly reason: FeedReason;
  /** Texts made from the entry. An entry that has them is in memory, shared by all who read it, and never changes. */
  readonly fragments?: Fragments;
}

/** The reason for an entry whose author is the reader or an account that the reader follows. */
export const authored: FeedReason = { kind: 'AUTHORED' };
