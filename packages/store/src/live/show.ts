import type { CommentView } from '../content/comments/view.js';
import { likedBy, type PostRow, type PostView, postColumnsWith, toPostView } from '../content/posts/view.js';
import { toUserView, userColumns, userOf, type UserRow, type UserView } from '../identity/users/view.js';
import { allColumns } from '../postgres/long-columns.js';
import type { Queryable } from '../postgres/queryable.js';
import { eligibleAccount, visibleAccount, visibleComment, visiblePost, visibleShare } from '../visibility.js';
import { type Happening, idOfChange } from './happening.js';
import { statement } from './statement.js';

/** The accounts that want to know, by what makes it their business. */
export interface Audience {
  /** Those who watch the post. */
  readonly watching: ReadonlySet<string>;
  /** Those who want to know of new posts. */
  readonly following: ReadonlySet<string>;
  /** Those whose home feed may have another entry. */
  readonly home: ReadonlySet<string>;
}

/** A happening as an account sees it that may know of it. */
export interface Seen {
  readonly happening: Happening;
  readonly eventId: string;
  readonly post: PostView;
  readonly actor: UserView;
  readonly comment: CommentView | undefined;
  readonly caption: string;
}

/** A happening, and those of its audience who may know of it now. */
export interface Shown {
  readonly happening: Happening;
  readonly eventId: string;
  readonly audience: Audience;
  /** As it is seen by an account that likes none of it, and has been seen by others; use `asSeenBy`. */
  readonly views: [Seen, ...(Seen | undefined)[]];
  readonly likers: ReadonlySet<string>;
  readonly commentLikers: ReadonlySet<string>;
}

interface Row extends PostRow {
  n: number;
  /** Null for a like that is gone. */
  event_id: string | null;
  actor_id: string;
  /** Its ids are rounded, because they are numbers of JSON. */
  actor: UserRow;
  comment_content: string | null;
  comment_parent_id: string | null;
  comment_like_count: number | null;
  comment_reply_count: number | null;
  comment_edited_at: Date | null;
  caption: string | null;
  watching: string | null;
  following: string | null;
  home: string | null;
  likers: string | null;
  comment_likers: string | null;
}

const follows = (viewer: string, author: string): string =>
  `EXISTS (SELECT FROM follows w WHERE w.follower_id = ${viewer} AND w.followee_id = ${author})`;
/** The account is one whose rows are in the home feed of `v`. */
const belongs = (author: string): string =>
  `(${author} = v.id OR ${follows('v.id', author)}) AND ${eligibleAccount('v.id', author)}`;

/** The home feed of `v` has an entry because of `r`, which is the post `p` or a share of it. `feed/reference.ts` defines it. */
const inHomeFeed = `r.deleted_at IS NULL AND p.deleted_at IS NULL AND ${belongs('r.author_id')}
      AND CASE WHEN r.shared_post_id IS NULL THEN true ELSE
        p.author_id <> v.id AND NOT ${follows('v.id', 'p.author_id')} AND ${eligibleAccount('v.id', 'p.author_id')}
        AND NOT EXISTS (
          SELECT FROM posts e WHERE e.shared_post_id = p.id AND e.id < r.id AND e.deleted_at IS NULL
            AND ${belongs('e.author_id')})
        END`;

/** Those of an array of accounts for whom the condition on `v` is true. */
const those = (accounts: string, condition: string): string =>
  `(SELECT string_agg(v.id::text, ' ') FROM unnest(${accounts}::bigint[]) v (id) WHERE ${condition})`;

const everyone = '(e.watching::bigint[] || e.following::bigint[] || e.home::bigint[])';

/** One row for each happening whose post and actor exist. The arrays of accounts are texts, because arrays of arrays are square. */
const showStatement = statement<Row>(
  'live.show',
  `
  WITH e AS (
    SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::text[])
      WITH ORDINALITY AS e (kind, post_id, actor_id, row_id, watching, following, home, n)
  )
  SELECT e.n::int, a.id AS actor_id,
    CASE e.kind
      WHEN 'POST' THEN p.id
      WHEN 'LIKE' THEN (SELECT l.id FROM post_likes l WHERE l.post_id = p.id AND l.user_id = a.id)
      WHEN 'UNLIKE' THEN (SELECT max(l.id) FROM post_unlikes l WHERE l.post_id = p.id AND l.user_id = a.id)
      WHEN 'EDIT' THEN ${idOfChange('p.updated_at', 'p.id')}
      WHEN 'UNSHARE' THEN ${idOfChange('r.deleted_at', 'r.id')}
      ELSE e.row_id END AS event_id,
    ${postColumnsWith('false', 'true', 'true')},
    (SELECT row_to_json(x) FROM (SELECT ${userColumns('a', 'true')}) x) AS actor,
    c.content AS comment_content, c.parent_id AS comment_parent_id, c.like_count AS comment_like_count,
    c.reply_count AS comment_reply_count, c.updated_at AS comment_edited_at,
    CASE WHEN e.kind = 'SHARE' THEN r.content END AS caption,
    ${those(
      'e.watching',
      `${visiblePost('v.id', 'p')} AND ${visibleAccount('v.id', 'a.id')}
      AND (e.kind <> 'SHARE' OR (${visibleShare('v.id', 'r')})) AND (e.kind <> 'COMMENT' OR (${visibleComment('v.id', 'c')}))`,
    )} AS watching,
    ${those('e.following', `${visiblePost('v.id', 'p')} AND ${eligibleAccount('v.id', 'p.author_id')}`)} AS following,
    ${those('e.home', inHomeFeed)} AS home,
    CASE WHEN p.like_count > 0 THEN ${those(everyone, likedBy('v.id', 'post_likes', 'post_id', 'p.id'))} END AS likers,
    CASE WHEN c.like_count > 0 THEN
      ${those(everyone, likedBy('v.id', 'comment_likes', 'comment_id', 'c.id'))} END AS comment_likers
  FROM e
  JOIN posts p ON p.id = e.post_id
  CROSS JOIN ${userOf('p.author_id')}
  JOIN users a ON a.id = CASE WHEN e.actor_id = 0 THEN p.author_id ELSE e.actor_id END
  LEFT JOIN posts r ON r.id = CASE WHEN e.kind IN ('SHARE', 'UNSHARE') THEN e.row_id ELSE p.id END
  LEFT JOIN comments c ON e.kind = 'COMMENT' AND c.id = e.row_id`,
);

const none: ReadonlySet<string> = new Set();

/**
 * Reads what happened, and decides who of each audience may know of it now, in one statement. What has been undone
 * meanwhile is left out.
 */
export async function showHappenings(
  q: Queryable,
  wanted: readonly { happening: Happening; audience: Audience }[],
): Promise<Shown[]> {
  const ids = (name: 'kind' | 'postId' | 'actorId' | 'rowId'): string[] =>
    wanted.map(({ happening }) => happening[name]);
  const accounts = (name: keyof Audience): string[] =>
    wanted.map(({ audience }) => `{${[...audience[name]].join(',')}}`);
  const values = [ids('kind'), ids('postId'), ids('actorId'), ids('rowId')];
  const audiences = [accounts('watching'), accounts('following'), accounts('home')];
  const rows = await q.query(showStatement, [...values, ...audiences]);
  return rows
    .toSorted((one, other) => one.n - other.n)
    .flatMap((row) => {
      const happening = wanted[row.n - 1]?.happening;
      return happening && row.event_id !== null ? [shownOf(happening, row.event_id, row)] : [];
    });
}

function shownOf(happening: Happening, eventId: string, row: Row): Shown {
  const actor = toUserView({ ...row.actor, user_id: row.actor_id }, allColumns);
  const comment = happening.kind === 'COMMENT' ? commentOf(happening, row, actor) : undefined;
  const post = toPostView(row, allColumns);
  return {
    happening,
    eventId,
    audience: {
      watching: setOf(row.watching),
      following: setOf(row.following),
      home: setOf(row.home),
    },
    views: [{ happening, eventId, post, actor, comment, caption: row.caption ?? '' }],
    likers: setOf(row.likers),
    commentLikers: setOf(row.comment_likers),
  };
}

const setOf = (ids: string | null): ReadonlySet<string> => (ids === null ? none : new Set(ids.split(' ')));

const commentOf = ({ postId, rowId }: Happening, row: Row, user: UserView): CommentView => ({
  id: rowId,
  content: row.comment_content ?? '',
  postId,
  parentId: row.comment_parent_id,
  likesCount: row.comment_like_count ?? 0,
  replyCount: row.comment_reply_count ?? 0,
  updatedAt: row.comment_edited_at,
  isLikedByUser: false,
  user,
});

/** As an account of the audience sees it. Accounts that like the same of it get the same object. */
export function asSeenBy({ views, likers, commentLikers }: Shown, viewerId: string): Seen {
  const [likesPost, likesComment] = [likers.has(viewerId), commentLikers.has(viewerId)];
  return (views[Number(likesPost) + 2 * Number(likesComment)] ??= likedIn(views[0], likesPost, likesComment));
}

const likedIn = (seen: Seen, likesPost: boolean, likesComment: boolean): Seen => ({
  ...seen,
  post: { ...seen.post, isLikedByUser: likesPost },
  comment: seen.comment && { ...seen.comment, isLikedByUser: likesComment },
});
