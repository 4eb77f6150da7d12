import { type UserRow, type UserView, toUserView, userColumns } from '../../identity/users/view.js';
import type { PageRequest } from '../../postgres/cursor.js';
import type { Queryable, Tx } from '../../postgres/queryable.js';
import { type Statement, type StatementSubject, statement } from '../../postgres/statement.js';
import { notBlocked, userOf } from '../posts/view.js';

export interface LikeView {
  id: string;
  /** Of the post or the comment that is liked. */
  targetId: string;
  user: UserView;
}

interface LikeRow extends UserRow {
  like_id: string;
  target_id: string;
}

interface Like {
  targetId: string;
  userId: string;
}

/** The likes of one kind of thing. Adding and removing expect the row of the thing to be locked. */
export interface Likes {
  /** A page of the likes of each target, newest first within a target. */
  list(
    q: Queryable,
    viewerId: string,
    targetIds: readonly string[],
    request: PageRequest,
  ): Promise<LikeView[]>;
  /** Counts it, too. @returns false when it was there before */
  add(tx: Tx, like: Like): Promise<boolean>;
  /** @returns false when there was none */
  remove(tx: Tx, like: Like): Promise<boolean>;
}

export interface LikeTables {
  /** Of the likes, and its column that refers to what is liked. */
  table: StatementSubject;
  column: string;
  /** FROM and WHERE of the targets under the alias `t` that `$1` may see. */
  targets: { from: string; where: string };
  /** Of what is liked. */
  counted: string;
}

const newest = '9223372036854775807';

export function likesIn(tables: LikeTables): Likes {
  const select = listOf(tables);
  const { insert, remove } = writesOf(tables);
  return {
    list: async (q, viewerId, targetIds, { first, after }) =>
      (await q.query(select, [viewerId, targetIds, after ?? newest, first])).map(toLikeView),
    add: async (tx, { targetId, userId }) => (await tx.query(insert, [targetId, userId])).length > 0,
    remove: async (tx, { targetId, userId }) => (await tx.query(remove, [targetId, userId])).length > 0,
  };
}

function listOf({ table, column, targets }: LikeTables): Statement<LikeRow> {
  return statement(
    `${table}.list`,
    `SELECT l.id AS like_id, t.id AS target_id, ${userColumns('u')}
     FROM ${targets.from}
     CROSS JOIN LATERAL (
       SELECT n.id, n.user_id FROM ${table} n
       WHERE n.${column} = t.id AND n.id > 0 AND n.id < $3 AND ${notBlocked('$1', 'n.user_id')}
       ORDER BY n.id DESC LIMIT $4) l
     CROSS JOIN ${userOf('l.user_id')}
     WHERE t.id = ANY($2::bigint[]) AND ${targets.where}
     ORDER BY l.id DESC`,
  );
}

function writesOf({ table, column, counted }: LikeTables): Record<'insert' | 'remove', Statement<unknown>> {
  const count = (change: string): string => `
    UPDATE ${counted} t SET like_count = t.like_count ${change} FROM changed WHERE t.id = changed.id RETURNING t.id`;
  return {
    insert: statement(
      `${table}.insert`,
      `WITH changed AS (
         INSERT INTO ${table} (${column}, user_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING ${column} AS id)
       ${count('+ 1')}`,
    ),
    remove: statement(
      `${table}.delete`,
      `WITH changed AS (DELETE FROM ${table} WHERE ${column} = $1 AND user_id = $2 RETURNING ${column} AS id)
       ${count('- 1')}`,
    ),
  };
}

function toLikeView(row: LikeRow): LikeView {
  return { id: row.like_id, targetId: row.target_id, user: toUserView(row) };
}
