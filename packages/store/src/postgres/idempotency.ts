import type { Tx } from './queryable.js';
import { statement } from './statement.js';

export interface KeyClaim {
  /** Whose key it is: keys of different callers never meet. */
  actor: string;
  key: string;
  field: string;
  requestHash: Buffer;
}

interface AnswerRow {
  request_hash: Buffer;
  response: unknown;
}

const insertClaim = statement<{ field: string }>(
  'idempotency.claim',
  `INSERT INTO idempotency_keys (actor, key, field, request_hash, response)
   VALUES ($1, $2, $3, $4, 'null') ON CONFLICT DO NOTHING RETURNING field`,
);

const selectAnswer = statement<AnswerRow>(
  'idempotency.answer',
  'SELECT request_hash, response FROM idempotency_keys WHERE actor = $1 AND key = $2 AND field = $3',
);

const updateAnswer = statement<never>(
  'idempotency.keep',
  'UPDATE idempotency_keys SET response = $4 WHERE actor = $1 AND key = $2 AND field = $3',
);

/**
 * Takes the key for this transaction, waiting for another one that holds it.
 * @returns null when it is now ours, else the hash and the answer of the request that had it first
 */
export async function claimKey(
  tx: Tx,
  { actor, key, field, requestHash }: KeyClaim,
): Promise<{ requestHash: Buffer; response: unknown } | null> {
  const claimed = await tx.query(insertClaim, [actor, key, field, requestHash]);
  if (claimed.length > 0) return null;
  const [row] = await tx.query(selectAnswer, [actor, key, field]);
  return row ? { requestHash: row.request_hash, response: row.response } : null;
}

export async function keepAnswer(tx: Tx, { actor, key, field }: KeyClaim, response: object): Promise<void> {
  await tx.query(updateAnswer, [actor, key, field, JSON.stringify(response)]);
}
