import {
  bigint,
  boolean,
  counter,
  newUuid,
  oneOf,
  primaryKey,
  text,
  transactionId,
  withDefault,
} from './columns.js';
import { table } from './table.js';

/** Triggers write it. */
export const feedChanges = table(
  'feed_changes',
  {
    tx: transactionId(),
    n: bigint(),
    kind: oneOf(
      ...(['posted', 'removed', 'edited', 'counted', 'liked', 'unliked'] as const),
      ...(['relation', 'account', 'everything', 'commented'] as const),
    ),
    postId: withDefault(bigint(), '0'),
    accountId: withDefault(bigint(), '0'),
    sharedPostId: withDefault(bigint(), '0'),
    likeCount: counter(),
    commentCount: counter(),
    shareCount: counter(),
    commentId: withDefault(bigint(), '0'),
  },
  'journal',
);

/** One row, or none after a crash. */
export const feedLife = table(
  'feed_life',
  { onlyRow: withDefault(primaryKey(boolean()), true), id: newUuid(), place: text() },
  'journal',
);
