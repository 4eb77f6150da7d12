import { toUserView, userColumns, type UserRow, type UserView } from '../../identity/users/view.js';
import { allColumns } from '../../postgres/long-columns.js';
import { lockedRows, type Locking, type RecordEach, type SharedWrite } from '../../postgres/shared-writes.js';
import { notBlockedNow } from '../../visibility.js';
import type { Pair } from '../pair.js';
import { statement } from '../statement.js';

export interface Following extends Pair {
  /** The request that the recorded event belongs to. */
  requestId: string | null;
}

export interface FollowOutcome {
  /** Why nothing may change: one has blocked the other, or the actor follows as many as it may. */
  refused: 'blocked' | 'full' | null;
  /** False when there was nothing to change: the follow existed already, or there was none to end. */
  changed: boolean;
  actor: UserView;
  target: UserView;
}

export type RecordFollows = RecordEach<'followerId' | 'followeeId'>;

interface Row extends UserRow {
  /** The position of the item, from 1 on. An item has two rows: one for each account, as it was before the statement. */
  n: number;
  blocked: boolean;
  full: boolean;
  /** Whether the follow began or ended; true for every item that asks for it. */
  changed: boolean;
}

interface Change {
  by: 1 | -1;
  /** Changes follows as the rows of `turn` ask. @returns SQL, with the parameter `$4` */
  edges: string;
  recordEach: RecordFollows;
  /** How many accounts one may follow. */
  max: number;
}

const returned = 'RETURNING f.follower_id AS actor_id, f.followee_id AS target_id';
const insert = `INSERT INTO follows AS f (follower_id, followee_id)
    SELECT actor_id, target_id FROM turn WHERE fresh AND total <= $4 ORDER BY n ON CONFLICT DO NOTHING ${returned}`;
const remove = `DELETE FROM follows f USING turn t
    WHERE NOT t.blocked AND f.follower_id = t.actor_id AND f.followee_id = t.target_id ${returned}`;

/** Makes actors follow targets, unless one has blocked the other. The outcome is undefined when an account is missing. */
export const newFollows = (max: number, recordEach: RecordFollows): SharedWrite<Following, FollowOutcome> =>
  sharedWrite('insert', { by: 1, edges: insert, recordEach, max });

/** Ends follows. The outcome is undefined when an account is missing. */
export const endedFollows = (recordEach: RecordFollows): SharedWrite<Following, FollowOutcome> =>
  sharedWrite('end', { by: -1, edges: remove, recordEach, max: Number.MAX_SAFE_INTEGER });

function sharedWrite(action: string, change: Change): SharedWrite<Following, FollowOutcome> {
  const of = (locking: Locking, suffix: string) =>
    statement<Row>(`follows.${action}${suffix}`, textOf(locking, change));
  const statements = { wait: of('wait', ''), skip: of('skip', '_skip') };
  return {
    keyOf: ({ targetId }) => targetId,
    async run(writer, pairs, locking) {
      const column = <K extends keyof Following>(name: K): Following[K][] => pairs.map((pair) => pair[name]);
      const values = [column('actorId'), column('targetId'), column('requestId'), change.max];
      const rows = await writer.query(statements[locking], values);
      if (rows.some(({ changed }) => changed)) writer.announceEvents();
      return outcomesOf(pairs, rows, change.by);
    },
  };
}

/**
 * Blocks are looked up once both accounts are locked, because a block that was committed while this statement waited has
 * to prevent a follow. `total` is how many the actor would follow with this follow and the new ones before it.
 */
const textOf = (locking: Locking, { by, edges, recordEach }: Change): string => `
  WITH item AS (
    SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[])
      WITH ORDINALITY AS i (actor_id, target_id, request_id, n)
  ), u AS MATERIALIZED (${lockedRows('users', '($1::bigint[] || $2::bigint[])', locking)}
  ), known AS MATERIALIZED (
    SELECT i.*, a.following_count, NOT (${notBlockedNow('i.actor_id', 'i.target_id')}) AS blocked
    FROM item i JOIN u a ON a.id = i.actor_id JOIN u t ON t.id = i.target_id ORDER BY i.n
  ), pair AS (
    SELECT k.*, NOT k.blocked AND row_number() OVER (PARTITION BY k.actor_id, k.target_id ORDER BY k.n) = 1
      AND NOT EXISTS (SELECT FROM follows f WHERE f.follower_id = k.actor_id AND f.followee_id = k.target_id) AS fresh
    FROM known k
  ), turn AS MATERIALIZED (
    SELECT p.*, p.following_count + count(*) FILTER (WHERE p.fresh) OVER (PARTITION BY p.actor_id ORDER BY p.n) AS total
    FROM pair p
  ), changed AS (${edges}
  ), counted AS (
    UPDATE users r SET following_count = r.following_count + ${by} * c.following,
      followers_count = r.followers_count + ${by} * c.followers
    FROM (
      SELECT id, sum(following)::int AS following, sum(followers)::int AS followers FROM (
        SELECT actor_id AS id, 1 AS following, 0 AS followers FROM changed
        UNION ALL SELECT target_id, 0, 1 FROM changed) edge
      GROUP BY id) c
    WHERE r.id = c.id
  ), event AS (
    SELECT DISTINCT ON (actor_id, target_id) t.* FROM turn t JOIN changed USING (actor_id, target_id)
    ORDER BY actor_id, target_id, n
  ), recorded AS (
    ${recordEach({
      from: 'event',
      requestId: 'event.request_id',
      payload: { followerId: 'event.actor_id', followeeId: 'event.target_id' },
    })}
  )
  SELECT t.n::int, t.blocked, t.fresh AND t.total > $4 AS full, c.actor_id IS NOT NULL AS changed, ${userColumns('u', 'true')}
  FROM turn t JOIN u ON u.id IN (t.actor_id, t.target_id)
  LEFT JOIN changed c ON c.actor_id = t.actor_id AND c.target_id = t.target_id`;

/** The outcomes as if the pairs had been written one after the other. */
function outcomesOf(pairs: readonly Pair[], rows: readonly Row[], by: number): (FollowOutcome | undefined)[] {
  const rowOf = new Map(rows.map((row) => [`${row.n} ${row.user_id}`, row]));
  const accounts = new Map<string, { followers: number; following: number }>();
  const countsOf = (row: UserRow) => {
    const counts = accounts.get(row.user_id) ?? {
      followers: row.followers_count,
      following: row.following_count,
    };
    accounts.set(row.user_id, counts);
    return counts;
  };
  const viewOf = (row: UserRow): UserView => {
    const { followers, following } = countsOf(row);
    return toUserView({ ...row, followers_count: followers, following_count: following }, allColumns);
  };
  const done = new Set<string>();
  return pairs.map(({ actorId, targetId }, i) => {
    const [actor, target] = [rowOf.get(`${i + 1} ${actorId}`), rowOf.get(`${i + 1} ${targetId}`)];
    if (!actor || !target) return undefined;
    const edge = `${actorId} ${targetId}`;
    const changed = actor.changed && !done.has(edge);
    done.add(edge);
    if (changed) {
      countsOf(actor).following += by;
      countsOf(target).followers += by;
    }
    const refused = actor.blocked ? 'blocked' : actor.full ? 'full' : null;
    return { refused, changed, actor: viewOf(actor), target: viewOf(target) };
  });
}
