import { lockedRows, type Locking, type RecordEach, type SharedWrite } from '../../postgres/shared-writes.js';
import { allColumns } from '../../postgres/long-columns.js';
import { userColumns, userOf } from '../../identity/users/view.js';
import { visiblePost, visibleShare } from '../../visibility.js';
import { postColumns, toPostView, type PostRow, type PostView } from '../posts/view.js';
import { statement } from '../statement.js';
import { toShareView, type ShareRow, type ShareView } from './view.js';

export interface Unsharing {
  /** The id of a post, or of a share of it. */
  id: string;
  sharerId: string;
}

export interface Sharing extends Unsharing {
  caption: string;
  /** The request that the recorded event belongs to. */
  requestId: string | null;
}

/** The share as it is afterwards. Null when the post is hidden from the sharer. */
export interface ShareOutcome {
  created: boolean;
  share: ShareView | null;
}

/** The post as the account sees it afterwards. Null when it is hidden from the account. */
export interface UnshareOutcome {
  changed: boolean;
  post: PostView | null;
}

type RecordShares = RecordEach<'postId' | 'sharedPostId'>;

interface SharingRow extends ShareRow {
  /** The position of the item, from 1 on. */
  n: number;
  created: boolean;
}

/** The only columns of a hidden post. */
interface HiddenRow {
  n: number;
  share_id: null;
}

interface UnsharingRow extends PostRow {
  n: number;
  visible: boolean;
  changed: boolean;
}

/** SQL: the post that the item `i` means, when it names a post or share that the account may see. */
const original = `(
  SELECT coalesce(s.shared_post_id, s.id) FROM posts s WHERE s.id = i.id AND ${visibleShare('i.sharer_id', 's')})`;

/** CTEs: the posts that the items of `named` mean are locked as `t`, and `seen` says who may see them. */
const locked = (locking: Locking): string => `
  t AS MATERIALIZED (${lockedRows('posts', 'ARRAY(SELECT post_id FROM named)', locking)}
  ), seen AS MATERIALIZED (
    SELECT i.*, (SELECT true WHERE ${visiblePost('i.sharer_id', 't')}) IS NOT NULL AS visible
    FROM named i JOIN t ON t.id = i.post_id WHERE t.shared_post_id IS NULL
  )`;

/** An update that changes nothing returns a share that exists, also one that was committed while this statement waited. */
const textOfSharing = (locking: Locking, recordEach: RecordShares): string => `
  WITH item AS (
    SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[])
      WITH ORDINALITY AS i (id, sharer_id, caption, request_id, n)
  ), named AS MATERIALIZED (
    SELECT i.*, ${original} AS post_id FROM item i
  ), ${locked(locking)}, draft AS MATERIALIZED (
    SELECT next_id() AS share_id, first.* FROM (
      SELECT DISTINCT ON (post_id, sharer_id) * FROM seen WHERE visible ORDER BY post_id, sharer_id, n) first
  ), share AS (
    INSERT INTO posts AS present (id, author_id, shared_post_id, content)
    SELECT share_id, sharer_id, post_id, caption FROM draft
    ON CONFLICT (shared_post_id, author_id) WHERE shared_post_id IS NOT NULL AND deleted_at IS NULL
    DO UPDATE SET content = present.content RETURNING *
  ), created AS MATERIALIZED (
    SELECT d.* FROM draft d JOIN share ON share.id = d.share_id
  ), counted AS (
    UPDATE posts r SET share_count = r.share_count + c.shares
    FROM (SELECT post_id, count(*)::int AS shares FROM created GROUP BY post_id) c WHERE r.id = c.post_id
  ), recorded AS (
    ${recordEach({
      from: 'created',
      requestId: 'created.request_id',
      payload: { postId: 'created.share_id', sharedPostId: 'created.post_id' },
    })}
  )
  SELECT seen.n::int, created.n IS NOT NULL AS created, s.id AS share_id, s.content AS caption,
    s.shared_post_id AS post_id, ${userColumns('u', 'true')}
  FROM seen LEFT JOIN share s ON s.shared_post_id = seen.post_id AND s.author_id = seen.sharer_id
  LEFT JOIN created ON created.n = seen.n CROSS JOIN ${userOf('seen.sharer_id')}`;

/** A share can also be removed by the id of a post that is hidden. */
const textOfUnsharing = (locking: Locking): string => `
  WITH item AS (
    SELECT * FROM unnest($1::bigint[], $2::bigint[]) WITH ORDINALITY AS i (id, sharer_id, n)
  ), named AS MATERIALIZED (
    SELECT i.*, coalesce(${original}, i.id) AS post_id FROM item i
  ), ${locked(locking)}, changed AS (
    UPDATE posts share SET deleted_at = now()
    FROM (SELECT DISTINCT post_id, sharer_id FROM seen) s
    WHERE share.shared_post_id = s.post_id AND share.author_id = s.sharer_id AND share.deleted_at IS NULL
    RETURNING s.post_id, s.sharer_id
  ), counted AS (
    UPDATE posts r SET share_count = r.share_count - c.shares
    FROM (SELECT post_id, count(*)::int AS shares FROM changed GROUP BY post_id) c WHERE r.id = c.post_id
  )
  SELECT seen.n::int, seen.visible, changed.sharer_id IS NOT NULL AS changed,
    ${postColumns('seen.sharer_id', 'true', 'true')}
  FROM seen JOIN t p ON p.id = seen.post_id CROSS JOIN ${userOf('p.author_id')}
  LEFT JOIN changed ON changed.post_id = seen.post_id AND changed.sharer_id = seen.sharer_id`;

/**
 * Shares posts, counts the shares and records them. Changes nothing where the account shares the post already, or may not
 * see it. The outcome is undefined for a post or share that does not exist or is hidden.
 */
export function newShares(recordEach: RecordShares): SharedWrite<Sharing, ShareOutcome> {
  const of = (locking: Locking, suffix: string) =>
    statement<SharingRow | HiddenRow>(`shares.insert${suffix}`, textOfSharing(locking, recordEach));
  const statements = { wait: of('wait', ''), skip: of('skip', '_skip') };
  return {
    keyOf: ({ id }) => id,
    async run(writer, items, locking) {
      const column = <K extends keyof Sharing>(name: K): Sharing[K][] => items.map((item) => item[name]);
      const values = [column('id'), column('sharerId'), column('caption'), column('requestId')];
      const rows = await writer.query(statements[locking], values);
      if (rows.some((row) => row.share_id !== null && row.created)) writer.announceEvents();
      const outcomes = new Map(rows.map((row) => [row.n, sharingOf(row)]));
      return items.map((_, i) => outcomes.get(i + 1));
    },
  };
}

const sharingOf = (row: SharingRow | HiddenRow): ShareOutcome =>
  row.share_id === null
    ? { created: false, share: null }
    : { created: row.created, share: toShareView(row, allColumns) };

const ending = {
  wait: statement<UnsharingRow>('shares.delete', textOfUnsharing('wait')),
  skip: statement<UnsharingRow>('shares.delete_skip', textOfUnsharing('skip')),
};

/** Removes shares and counts that. The outcome is undefined for a post that does not exist. */
export const endedShares: SharedWrite<Unsharing, UnshareOutcome> = {
  keyOf: ({ id }) => id,
  async run(writer, items, locking) {
    const values = [items.map(({ id }) => id), items.map(({ sharerId }) => sharerId)];
    return unsharingsOf(items, await writer.query(ending[locking], values));
  },
};

/** The outcomes as if the shares had been removed one after the other. The rows have the counts from before. */
function unsharingsOf(
  items: readonly Unsharing[],
  rows: readonly UnsharingRow[],
): (UnshareOutcome | undefined)[] {
  const rowOf = new Map(rows.map((row) => [row.n, row]));
  const done = new Set<string>();
  const removed = new Map<string, number>();
  return items.map(({ sharerId }, i) => {
    const row = rowOf.get(i + 1);
    if (!row) return undefined;
    const share = `${row.post_id} ${sharerId}`;
    const changed = row.changed && !done.has(share);
    done.add(share);
    const count = (removed.get(row.post_id) ?? 0) + Number(changed);
    removed.set(row.post_id, count);
    const post = { ...row, share_count: row.share_count - count };
    return { changed, post: row.visible ? toPostView(post, allColumns) : null };
  });
}
