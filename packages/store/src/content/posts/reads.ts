import type { OffsetRequest } from '../../postgres/cursor.js';
import { allColumns, type LongColumns } from '../../postgres/long-columns.js';
import { belowAllIds, largestId } from '../../postgres/ids.js';
import type { Queryable } from '../../postgres/queryable.js';
import { asked, askedColumn, type AskedReader, type AskedStatement } from '../../postgres/shared-reads.js';
import { statement } from '../statement.js';
import { userOf } from '../../identity/users/view.js';
import { visiblePost } from '../../visibility.js';
import { type PostRow, type PostView, postColumns, toPostView } from './view.js';

const selectPosts: AskedStatement<PostRow> = statement(
  'posts.by_id',
  `SELECT ${askedColumn}, ${postColumns('asked.viewer_id', '$3', '$4')}
   FROM ${asked}
   CROSS JOIN LATERAL (
     SELECT * FROM posts n WHERE n.id = asked.id AND ${visiblePost('asked.viewer_id', 'n')} OFFSET 0) p
   CROSS JOIN ${userOf('p.author_id')}`,
);

const selectNewest = statement<PostRow>(
  'posts.newest',
  `SELECT ${postColumns('$1', '$5', '$6')}
   FROM (SELECT * FROM posts n WHERE n.id < $2 AND n.id >= $7 AND ${visiblePost('$1', 'n')}
         ORDER BY n.id DESC LIMIT $3 OFFSET $4) p
   CROSS JOIN ${userOf('p.author_id')}
   ORDER BY p.id DESC`,
);

const selectOfAuthors = statement<PostRow>(
  'posts.of_authors',
  `SELECT ${postColumns('$1', '$5', '$6')}
   FROM unnest($8::bigint[]) AS author(id)
   CROSS JOIN LATERAL (
     SELECT * FROM posts n WHERE n.author_id = author.id AND n.id < $2 AND n.id >= $7 AND ${visiblePost('$1', 'n')}
     ORDER BY n.id DESC LIMIT $3 OFFSET $4) p
   CROSS JOIN ${userOf('p.author_id')}
   ORDER BY p.id DESC`,
);

export interface ListRequest extends OffsetRequest {
  /** The smallest id that the list may contain. Default: none. */
  from?: string;
}

const valuesOf = (
  viewerId: string,
  { first, after, offset, from }: ListRequest,
  { text, bio }: LongColumns,
): unknown[] => [viewerId, after ?? largestId, first, offset ?? 0, text, bio, from ?? belowAllIds];

/** The posts of `ids` that the viewer may see, in no particular order. */
export async function visiblePosts(
  reader: AskedReader,
  viewerId: string,
  ids: readonly string[],
  columns: LongColumns = allColumns,
): Promise<PostView[]> {
  const rows = await reader.read(selectPosts, viewerId, ids, [columns.text, columns.bio]);
  return rows.map((row) => toPostView(row, columns));
}

/** The posts of all accounts, newest first. */
export async function newestPosts(
  q: Queryable,
  viewerId: string,
  request: ListRequest,
  columns: LongColumns = allColumns,
): Promise<PostView[]> {
  const rows = await q.query(selectNewest, valuesOf(viewerId, request, columns));
  return rows.map((row) => toPostView(row, columns));
}

/** A page of the posts of each author, newest first within an author. */
export async function postsOfAuthors(
  q: Queryable,
  viewerId: string,
  authorIds: readonly string[],
  request: ListRequest,
  columns: LongColumns = allColumns,
): Promise<PostView[]> {
  const values = [...valuesOf(viewerId, request, columns), authorIds];
  return (await q.query(selectOfAuthors, values)).map((row) => toPostView(row, columns));
}
