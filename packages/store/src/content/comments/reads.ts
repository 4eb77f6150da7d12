import type { OffsetRequest } from '../../postgres/cursor.js';
import { belowAllIds } from '../../postgres/ids.js';
import { allColumns, type LongColumns } from '../../postgres/long-columns.js';
import type { Queryable } from '../../postgres/queryable.js';
import { asked, askedColumn, type AskedReader, type AskedStatement } from '../../postgres/shared-reads.js';
import { statement } from '../statement.js';
import { userOf } from '../../identity/users/view.js';
import { visibleComment, visibleCommentOn, visiblePost } from '../../visibility.js';
import { type CommentRow, type CommentView, commentColumns, toCommentView } from './view.js';

const viewer = 'asked.viewer_id';

/** SQL: the row of a table with the id that was asked for, if it meets the condition. */
const parent = (table: string, alias: string, condition: string): string =>
  `CROSS JOIN LATERAL (SELECT * FROM ${table} n WHERE n.id = ${condition} OFFSET 0) ${alias}`;

/** The oldest comments that the viewer may see and that meet the condition. */
const oldestOf = (condition: string): string => `
  CROSS JOIN LATERAL (
    SELECT * FROM comments n
    WHERE ${condition} AND n.id > $3 AND ${visibleComment(viewer, 'n')}
    ORDER BY n.id LIMIT $4 OFFSET $7) c
  CROSS JOIN ${userOf('c.author_id')}
  ORDER BY asked.n, c.id`;

const selectOfPosts: AskedStatement<CommentRow> = statement(
  'comments.of_posts',
  `SELECT ${askedColumn}, ${commentColumns(viewer, '$5', '$6')}
   FROM ${asked}
   ${parent('posts', 'p', `asked.id AND ${visiblePost(viewer, 'n')}`)}
   ${oldestOf('n.post_id = p.id AND n.parent_id IS NULL')}`,
);

const selectReplies: AskedStatement<CommentRow> = statement(
  'comments.replies',
  `SELECT ${askedColumn}, ${commentColumns(viewer, '$5', '$6')}
   FROM ${asked}
   ${parent('comments', 't', `asked.id AND ${visibleComment(viewer, 'n')}`)}
   ${parent('posts', 'p', `t.post_id AND ${visiblePost(viewer, 'n')}`)}
   ${oldestOf('n.parent_id = t.id')}`,
);

const selectComments: AskedStatement<CommentRow> = statement(
  'comments.by_id',
  `SELECT ${askedColumn}, ${commentColumns(viewer, '$3', '$4')}
   FROM ${asked}
   ${parent('comments', 'c', `asked.id AND ${visibleComment(viewer, 'n')}`)}
   ${parent('posts', 'p', `c.post_id AND ${visiblePost(viewer, 'n')}`)}
   CROSS JOIN ${userOf('c.author_id')}`,
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
  reader: AskedReader,
  viewerId: string,
  ids: readonly string[],
  columns: LongColumns = allColumns,
): Promise<CommentView[]> {
  const rows = await reader.read(selectComments, viewerId, ids, [columns.text, columns.bio]);
  return rows.map((row) => toCommentView(row, columns));
}

/** Reads a page of the comments below each of the parents, oldest first within a parent. */
type ReadBelow = (
  reader: AskedReader,
  viewerId: string,
  parentIds: readonly string[],
  request: OffsetRequest,
  columns?: LongColumns,
) => Promise<CommentView[]>;

const readBelow =
  (select: AskedStatement<CommentRow>): ReadBelow =>
  async (reader, viewerId, parentIds, { first, after, offset = 0 }, columns = allColumns) => {
    const rest = [after ?? belowAllIds, first, columns.text, columns.bio, offset];
    const rows = await reader.read(select, viewerId, parentIds, rest);
    return rows.map((row) => toCommentView(row, columns));
  };

/** A page of the top-level comments of each of the posts, oldest first within a post. */
export const commentsOfPosts = readBelow(selectOfPosts);

/** A page of the direct replies to each of the comments, oldest first within a comment. */
export const repliesTo = readBelow(selectReplies);
