import { allColumns } from '../../postgres/long-columns.js';
import { lockClause, type Locking, type SharedWrite } from '../../postgres/shared-write.js';
import type { Statement } from '../../postgres/statement.js';
import { statement } from '../statement.js';
import { type PostRow, type PostView, postColumns, toPostView } from './view.js';
import type { NewPost } from './writes.js';

export interface AuthoredPost extends NewPost {
  authorId: string;
  requestId: string | null;
}

/**
 * Creates posts, counts them, and records that they were created. A post has no outcome when its author is gone.
 * @param record SQL that records an event for each row of a table with `id` and `request_id`
 */
export function postCreation(record: (rows: string) => string): SharedWrite<AuthoredPost, PostView> {
  const statements: Readonly<Record<Locking, Statement<Row>>> = {
    wait: statement('posts.insert', textOf(record, 'wait')),
    skip: statement('posts.insert_unlocked', textOf(record, 'skip')),
  };
  return {
    keyOf: ({ authorId }) => authorId,
    async run(writer, posts, locking) {
      const values = [
        posts.map(({ authorId }) => authorId),
        posts.map(({ title }) => title),
        posts.map(({ content }) => content),
        posts.map(({ mediaType }) => mediaType),
        posts.map(({ requestId }) => requestId),
      ];
      const rows = await writer.query(statements[locking], values);
      if (rows.length > 0) writer.announceEvents();
      return outcomes(posts, rows);
    },
  };
}

interface Row extends PostRow {
  n: number;
}

const textOf = (record: (rows: string) => string, locking: Locking): string => `
  WITH item AS (
    SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[])
      WITH ORDINALITY AS i(author_id, title, content, media_type, request_id, n)
  ), author AS (
    SELECT u.* FROM users u WHERE u.id = ANY($1::bigint[]) ORDER BY u.id ${lockClause(locking, 'u')}
  ), post AS MATERIALIZED (
    SELECT o.*, next_id() AS id
    FROM (SELECT i.* FROM item i JOIN author a ON a.id = i.author_id ORDER BY i.n) o
  ), counted AS (
    UPDATE users u SET posts_count = u.posts_count + d.posts
    FROM (SELECT author_id, count(*)::int AS posts FROM post GROUP BY author_id) d WHERE u.id = d.author_id
  ), created AS (
    INSERT INTO posts (id, author_id, title, content, media_type)
    SELECT id, author_id, title, content, media_type FROM post ORDER BY n
  ), recorded AS (
    ${record('post')}
  )
  SELECT p.n::int, ${postColumns('NULL::bigint', 'true', 'true')}
  FROM (SELECT *, NULL AS media_file, 0 AS like_count, 0 AS comment_count, 0 AS share_count,
          NULL::timestamptz AS updated_at FROM post) p
  JOIN author u ON u.id = p.author_id
  ORDER BY p.n`;

/** @param rows in the order of the posts, with the authors as they were before the statement */
function outcomes(posts: readonly AuthoredPost[], rows: readonly Row[]): (PostView | undefined)[] {
  const results = posts.map((): PostView | undefined => undefined);
  const counts = new Map<string, number>();
  for (const row of rows) {
    const count = (counts.get(row.user_id) ?? row.posts_count) + 1;
    counts.set(row.user_id, count);
    results[row.n - 1] = toPostView({ ...row, posts_count: count }, allColumns);
  }
  return results;
}
