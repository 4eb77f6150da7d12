import type { Tx } from './queryable.js';
import { statement } from './statement.js';

export interface KeyClaim {
  /** The caller; the keys of different callers are separate. */
  actor: string;
  key: string;
  field: string;
  requestHash: Buffer;
}

interface ResponseRow {
  request_hash: Buffer;
  response: unknown;
}

const insertClaim = statement<{ field: string }>(
  'idempotency.claim',
  `INSERT INTO idempotency_keys (actor, key, field, request_hash, response)
   VALUES ($1, $2, $3, $4, 'null') ON CONFLICT DO NOTHING RETURNING field`,
);

const selectResponse = statement<ResponseRow>(
  'idempotency.response',
  'SELECT request_hash, response FROM idempotency_keys WHERE actor = $1 AND key = $2 AND field = $3',
);

const updateResponse = statement<never>(
  'idempotency.keep',
  'UPDATE idempotency_keys SET response = $4 WHERE actor = $1 AND key = $2 AND field = $3',
);

/**
 * Claims the key for this transaction, after waiting for another one that has claimed it.
 * @returns null when the key is new, else the hash and the response of the request that used it first
 */
export async function claimKey(
  tx: Tx,
  { actor, key, field, requestHash }: KeyClaim,
): Promise<{ requestHash: Buffer; response: unknown } | null> {
  const claimed = await tx.query(insertClaim, [actor, key, field, requestHash]);
  if (claimed.length > 0) return null;
  const [row] = await tx.query(selectResponse, [actor, key, field]);
  return row ? { requestHash: row.request_hash, response: row.response } : null;
}

/**
 * Stores the response for repetitions of the request, and commits. The key must have been claimed in this transaction.
 * @returns the size of the response in bytes
 */
export async function keepAnswer(tx: Tx, { actor, key, field }: KeyClaim, response: object): Promise<number> {
  const text = JSON.stringify(response);
  await tx.commitWith(updateResponse, [actor, key, field, text]);
  return Buffer.byteLength(text);
}
