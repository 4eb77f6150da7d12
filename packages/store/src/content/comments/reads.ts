import type { OffsetRequest } from '../../postgres/cursor.js';
import { belowAllIds } from '../../postgres/ids.js';
import { allColumns, type LongColumns } from '../../postgres/long-columns.js';
import type { Queryable } from '../../postgres/queryable.js';
import type { Statement } from '../../postgres/statement.js';
import { statement } from '../statement.js';
import { userOf } from '../../identity/users/view.js';
import { visibleComment, visibleCommentOn, visiblePost } from '../../visibility.js';
import { type CommentRow, type CommentView, commentColumns, toCommentView } from './view.js';

/** The oldest comments that the viewer may see below the row `t`; the condition says which are below it. */
const oldestOf = (condition: string): string => `
  CROSS JOIN LATERAL (
    SELECT * FROM comments n
    WHERE ${condition} AND n.id > $3 AND ${visibleComment('$1', 'n')}
    ORDER BY n.id LIMIT $4 OFFSET $7) c
  CROSS JOIN ${userOf('c.author_id')}`;

const selectOfPosts = statement<CommentRow>(
  'comments.of_posts',
  `SELECT ${commentColumns('$1', '$5', '$6')} FROM posts t ${oldestOf('n.post_id = t.id AND n.parent_id IS NULL')}
   WHERE t.id = ANY($2::bigint[]) AND ${visiblePost('$1', 't')}
   ORDER BY c.id`,
);

const selectReplies = statement<CommentRow>(
  'comments.replies',
  `SELECT ${commentColumns('$1', '$5', '$6')} FROM comments t JOIN posts p ON p.id = t.post_id ${oldestOf('n.parent_id = t.id')}
   WHERE t.id = ANY($2::bigint[]) AND ${visibleCommentOn('$1', 't', 'p')}
   ORDER BY c.id`,
);

const selectComments = statement<CommentRow>(
  'comments.by_id',
  `SELECT ${commentColumns('$1', '$3', '$4')}
   FROM comments c JOIN posts p ON p.id = c.post_id CROSS JOIN ${userOf('c.author_id')}
   WHERE c.id = ANY($2::bigint[]) AND ${visibleCommentOn('$1', 'c', 'p')}`,
);

const selectOfAuthor = statement<CommentRow>(
  'comments.of_author',
  `SELECT ${commentColumns('$1', '$3', '$4')}
   FROM (
     SELECT n.* FROM comments n JOIN posts p ON p.id = n.post_id
     WHERE n.author_id = $1 AND ${visibleCommentOn('$1', 'n', 'p')}
     ORDER BY n.id DESC LIMIT $2) c
   CROSS JOIN ${userOf('c.author_id')}
   ORDER BY c.id DESC`,
);

/** The newest comments of an account that it can still see, newest first. */
export async function ownComments(
  q: Queryable,
  userId: string,
  limit: number,
  columns: LongColumns = allColumns,
): Promise<CommentView[]> {
  const rows = await q.query(selectOfAuthor, [userId, limit, columns.text, columns.bio]);
  return rows.map((row) => toCommentView(row, columns));
}

/** The comments of `ids` that the viewer may see, in no particular order. */
export async function visibleComments(
  q: Queryable,
  viewerId: string,
  ids: readonly string[],
  columns: LongColumns = allColumns,
): Promise<CommentView[]> {
  const rows = await q.query(selectComments, [viewerId, ids, columns.text, columns.bio]);
  return rows.map((row) => toCommentView(row, columns));
}

/** Reads a page of the comments below each of the parents, oldest first within a parent. */
type ReadBelow = (
  q: Queryable,
  viewerId: string,
  parentIds: readonly string[],
  request: OffsetRequest,
  columns?: LongColumns,
) => Promise<CommentView[]>;

const readBelow =
  (select: Statement<CommentRow>): ReadBelow =>
  async (q, viewerId, parentIds, { first, after, offset = 0 }, columns = allColumns) => {
    const values = [viewerId, parentIds, after ?? belowAllIds, first, columns.text, columns.bio, offset];
    return (await q.query(select, values)).map((row) => toCommentView(row, columns));
  };

/** A page of the top-level comments of each of the posts, oldest first within a post. */
export const commentsOfPosts = readBelow(selectOfPosts);

/** A page of the direct replies to each of the comments, oldest first within a comment. */
export const repliesTo = readBelow(selectReplies);
