/**
 * The kinds of changes in the journal.
 *
 * | kind         | when                                        | fields                              |
 * | ------------ | ------------------------------------------- | ----------------------------------- |
 * | `posted`     | a post or share was inserted                | post, its author, the shared post   |
 * | `removed`    | a post or share was deleted                 | post, its author, the shared post   |
 * | `edited`     | the content of a post or share changed      | post                                |
 * | `counted`    | counters of a post changed                  | post, the counters' new values      |
 * | `liked`      | a post was liked, or `unliked`              | post, the account that did          |
 * | `commented`  | a comment was inserted                      | post, its author, the comment       |
 * | `relation`   | whose posts an account sees changed         | account                             |
 * | `account`    | the name or picture of an account changed   | account                             |
 * | `everything` | too much to name                            | none                                |
 */
export const changeKinds = [
  'posted',
  'removed',
  'edited',
  'counted',
  'liked',
  'unliked',
  'commented',
  'relation',
  'account',
  'everything',
] as const;

export type ChangeKind = (typeof changeKinds)[number];

/** One change. Fields that its kind does not use are `'0'` or 0. */
export interface Change {
  readonly kind: ChangeKind;
  readonly postId: string;
  readonly accountId: string;
  readonly sharedPostId: string;
  readonly commentId: string;
  readonly likeCount: number;
  readonly commentCount: number;
  readonly shareCount: number;
}

/** SQL: one change of the row `c` as a line of text, which costs less than a row of columns. */
export const changeLine = `concat_ws(' ', c.n, c.kind, c.post_id, c.account_id, c.shared_post_id,
  c.like_count, c.comment_count, c.share_count, c.comment_id)`;

/** Parses lines of `changeLine`, and sorts them by their number: for one row, the order of the commits. */
export function parseChanges(lines: string): Change[] {
  return lines
    .split('\n')
    .map((line) => line.split(' '))
    .toSorted((one, other) => Number(one[0]) - Number(other[0]))
    .map(
      ([
        ,
        kind,
        postId = '0',
        accountId = '0',
        sharedPostId = '0',
        likes,
        comments,
        shares,
        commentId = '0',
      ]) => ({
        kind: kind as ChangeKind,
        postId,
        accountId,
        sharedPostId,
        commentId,
        likeCount: Number(likes),
        commentCount: Number(comments),
        shareCount: Number(shares),
      }),
    );
}
