import type { Change } from '../journal/changes.js';

export const happeningKinds = ['POST', 'LIKE', 'UNLIKE', 'COMMENT', 'SHARE', 'UNSHARE', 'EDIT'] as const;
export type HappeningKind = (typeof happeningKinds)[number];

/** Something that happened to a post, known by ids alone. */
export interface Happening {
  readonly kind: HappeningKind;
  /** For a share, the post that is shared. */
  readonly postId: string;
  /** The account that did it. For an edit it is `'0'`: the author. */
  readonly actorId: string;
  /** The comment or the share; `'0'` for other kinds. */
  readonly rowId: string;
}

/** The happening that a change of the journal reports, if there is one. */
export function happeningOf(change: Change): Happening | undefined {
  const { postId, accountId: actorId, sharedPostId, commentId } = change;
  const isShare = sharedPostId !== '0';
  switch (change.kind) {
    case 'posted':
      return isShare
        ? { kind: 'SHARE', postId: sharedPostId, actorId, rowId: postId }
        : { kind: 'POST', postId, actorId, rowId: '0' };
    case 'removed':
      return isShare ? { kind: 'UNSHARE', postId: sharedPostId, actorId, rowId: postId } : undefined;
    case 'liked':
      return { kind: 'LIKE', postId, actorId, rowId: '0' };
    case 'unliked':
      return { kind: 'UNLIKE', postId, actorId, rowId: '0' };
    case 'commented':
      return { kind: 'COMMENT', postId, actorId, rowId: commentId };
    case 'edited':
      return { kind: 'EDIT', postId, actorId: '0', rowId: '0' };
    case 'counted':
    case 'relation':
    case 'account':
    case 'everything':
      return undefined;
  }
}

/** SQL: the id of an event that changed the row at this time, among the ids of rows that were inserted. */
export const idOfChange = (at: string, id: string): string =>
  `(floor(extract(epoch FROM ${at}) * 1000)::bigint << 20) | (${id} & 1048575)`;
