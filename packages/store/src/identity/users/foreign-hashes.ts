import { modelsOf } from '../../postgres/models/models.js';
import type { Queryable, Tx } from '../../postgres/queryable.js';
import { statement } from '../statement.js';

/** A Django system has as many as it had versions, or settings, since its oldest account last logged in. */
const maxKinds = 16;

const selectKinds = statement<{ sample: string }>(
  'users.foreign_hashes',
  `SELECT min(password_hash) AS sample
   FROM (SELECT password_hash, CASE
           WHEN password_hash LIKE 'scrypt$%' THEN regexp_replace(password_hash, '^(scrypt\\$\\d+)\\$[^$]*(\\$\\d+\\$\\d+)\\$.*$', '\\1\\2')
           WHEN password_hash LIKE 'argon2$%' THEN substring(password_hash from '^argon2\\$\\w+\\$v=\\d+\\$[^$]+')
           ELSE substring(password_hash from '^\\w+\\$\\d+') END AS kind
         FROM users WHERE left(password_hash, 1) <> '$') AS hashes
   GROUP BY kind ORDER BY count(*) DESC LIMIT ${maxKinds}`,
);

/** One hash of each kind and cost that accounts imported from another system still have, the most frequent first. */
export async function foreignHashes(q: Queryable): Promise<string[]> {
  return (await q.query(selectKinds)).map(({ sample }) => sample);
}

/** Changes nothing when the account has another hash by now. */
export async function replaceHash(
  tx: Tx,
  userId: string,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await modelsOf(tx).User.update({ passwordHash: to }, { id: userId, passwordHash: from });
}
