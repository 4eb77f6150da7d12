import type { Tx } from '../../postgres/queryable.js';
import { statement } from '../statement.js';
import type { LikeTables } from './tables.js';

interface Like {
  targetId: string;
  userId: string;
}

/** Both update the count of the target, whose row has to be locked. */
export interface LikeWrites {
  /** @returns false when the account likes it already */
  add(tx: Tx, like: Like): Promise<boolean>;
  /** @returns false when the account does not like it */
  remove(tx: Tx, like: Like): Promise<boolean>;
}

export function writesOf({ table, column, counted }: LikeTables): LikeWrites {
  const count = (change: string): string => `
    UPDATE ${counted} t SET like_count = t.like_count ${change} FROM changed WHERE t.id = changed.id RETURNING t.id`;
  const insert = statement(
    `${table}.insert`,
    `WITH changed AS (
       INSERT INTO ${table} (${column}, user_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING ${column} AS id)
     ${count('+ 1')}`,
  );
  const remove = statement(
    `${table}.delete`,
    `WITH changed AS (DELETE FROM ${table} WHERE ${column} = $1 AND user_id = $2 RETURNING ${column} AS id)
     ${count('- 1')}`,
  );
  return {
    add: async (tx, { targetId, userId }) => (await tx.query(insert, [targetId, userId])).length > 0,
    remove: async (tx, { targetId, userId }) => (await tx.query(remove, [targetId, userId])).length > 0,
  };
}
