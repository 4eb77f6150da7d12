import { allColumns } from '../../postgres/long-columns.js';
import { lockedRows, type Locking, type RecordEach, type SharedWrite } from '../../postgres/shared-writes.js';
import { statement } from '../statement.js';
import { type PostRow, type PostView, postColumnsWith, toPostView } from './view.js';

export interface NewPost {
  title: string | null;
  content: string;
  mediaType: string | null;
}

export interface Posting extends NewPost {
  authorId: string;
  /** The request that the recorded event belongs to. */
  requestId: string | null;
}

interface CreatedRow extends PostRow {
  /** The position of the item, from 1 on. */
  n: number;
}

/** Ids are drawn once the authors are locked, so that the ids of an author's posts have the order of their commits. */
const textOf = (locking: Locking, recordEach: RecordEach<'postId'>): string => `
  WITH item AS (
    SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[])
      WITH ORDINALITY AS i (author_id, title, content, media_type, request_id, n)
  ), u AS MATERIALIZED (${lockedRows('users', '$1', locking)}
  ), draft AS MATERIALIZED (
    SELECT next_id() AS id, i.* FROM item i JOIN u ON u.id = i.author_id ORDER BY i.n
  ), p AS (
    INSERT INTO posts (id, author_id, title, content, media_type)
    SELECT id, author_id, title, content, media_type FROM draft RETURNING *
  ), counted AS (
    UPDATE users r SET posts_count = r.posts_count + added.posts
    FROM (SELECT author_id, count(*)::int AS posts FROM draft GROUP BY author_id) added WHERE r.id = added.author_id
  ), recorded AS (
    ${recordEach({ from: 'draft', requestId: 'draft.request_id', payload: { postId: 'draft.id' } })}
  )
  SELECT draft.n::int, ${postColumnsWith('false', 'true', 'true')}
  FROM draft JOIN p ON p.id = draft.id JOIN u ON u.id = draft.author_id`;

/**
 * Creates posts, counts them and records that they were created. The outcome is the post as its author sees it, or
 * undefined when the author is gone.
 */
export function newPosts(recordEach: RecordEach<'postId'>): SharedWrite<Posting, PostView> {
  const of = (locking: Locking, suffix: string) =>
    statement<CreatedRow>(`posts.insert${suffix}`, textOf(locking, recordEach));
  const statements = { wait: of('wait', ''), skip: of('skip', '_skip') };
  return {
    keyOf: ({ authorId }) => authorId,
    async run(writer, posts, locking) {
      const column = <K extends keyof Posting>(name: K): Posting[K][] => posts.map((post) => post[name]);
      const texts = [column('title'), column('content'), column('mediaType'), column('requestId')];
      const rows = await writer.query(statements[locking], [column('authorId'), ...texts]);
      if (rows.length > 0) writer.announceEvents();
      return viewsOf(posts, rows);
    },
  };
}

/** The posts as if they had been created one after the other. The rows have the counts of the authors from before. */
function viewsOf(posts: readonly Posting[], rows: readonly CreatedRow[]): (PostView | undefined)[] {
  const rowOf = new Map(rows.map((row) => [row.n, row]));
  const counts = new Map<string, number>();
  return posts.map(({ authorId }, i) => {
    const row = rowOf.get(i + 1);
    if (!row) return undefined;
    const count = (counts.get(authorId) ?? row.posts_count) + 1;
    counts.set(authorId, count);
    return toPostView({ ...row, posts_count: count }, allColumns);
  });
}
