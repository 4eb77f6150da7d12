import type { Tx } from '../postgres/queryable.js';
import { statement } from '../postgres/statement.js';
import { copyIn } from './copy.js';
import type { Faults, FoundRow } from './faults.js';
import { identified, kinds, staging, type Kind, type Rows } from './rows.js';

/** Sorts would be faster with more, but the smallest host has 0.5 GB. */
const workMemory = '64MB';
const maxRenumberings = 20;

/** Creates the staging tables, which are dropped at the end of the transaction. */
export async function createStaging({ client }: Tx): Promise<void> {
  await client.query(`SET LOCAL work_mem = '${workMemory}'`);
  for (const kind of kinds) {
    const columns = Object.entries(staging[kind]).map(([name, type]) => `${name} ${type}`);
    await client.query(`CREATE TEMP TABLE import_${kind} (${columns.join(', ')}) ON COMMIT DROP`);
  }
  for (const kind of identified)
    await client.query(
      `CREATE TEMP TABLE import_${kind}_ids (outside_id text NOT NULL, id bigint NOT NULL) ON COMMIT DROP`,
    );
}

/** Streams the rows of one kind into its staging table and gives them ids. @returns how many rows */
export async function load<K extends Kind>(
  tx: Tx,
  kind: K,
  rows: AsyncIterable<Rows[K]> | Iterable<Rows[K]>,
): Promise<number> {
  const columns = Object.keys(staging[kind]) as (keyof Rows[K] & string)[];
  const count = await copyIn(tx.client, `import_${kind}`, columns, rows);
  if (isIdentified(kind)) await allocateIds(tx, kind);
  // Temporary tables are not analysed automatically, and without statistics the joins would be nested loops.
  await tx.client.query(`ANALYZE import_${kind}`);
  return count;
}

const isIdentified = (kind: Kind): kind is (typeof identified)[number] =>
  (identified as readonly Kind[]).includes(kind);

/** Creates ids from the time of creation. They share a sequence with live ids, so the few that collide are replaced. */
async function allocateIds({ client }: Tx, kind: (typeof identified)[number]): Promise<void> {
  const ids = `import_${kind}_ids`;
  await client.query(
    `INSERT INTO ${ids} SELECT id, next_id(to_timestamp(at / 1000.0)) FROM (SELECT id, at FROM import_${kind} ORDER BY at, line) s`,
  );
  await client.query(`ANALYZE ${ids}`);
  for (let tries = 0; tries < maxRenumberings; tries += 1) {
    const { rowCount } = await client.query(
      `UPDATE ${ids} SET id = next_id(id_time(id))
       WHERE EXISTS (SELECT FROM ${kind} live WHERE live.id = ${ids}.id)
          OR id IN (SELECT id FROM ${ids} GROUP BY id HAVING count(*) > 1)`,
    );
    if (rowCount === 0) return;
  }
  throw new Error(`more than a million ${kind} were created in the same millisecond`);
}

const dropRepeatedFollows = statement<FoundRow>(
  'import.drop_repeated_follows',
  `WITH dropped AS (
     DELETE FROM import_follows WHERE ctid IN (
       SELECT ctid FROM (SELECT ctid, row_number() OVER (PARTITION BY follower_id, followee_id ORDER BY line) AS nth
                         FROM import_follows) n
       WHERE nth > 1)
     RETURNING line, follower_id, followee_id)
   SELECT line, concat_ws(' ', follower_id, followee_id) AS value, count(*) OVER () AS total
   FROM dropped ORDER BY line LIMIT $1`,
);

/** Keeps the first of several equal follows, and adds the others to `skipped`. @returns how many were removed */
export async function foldFollows(tx: Tx, skipped: Faults): Promise<number> {
  const dropped = await tx.query(dropRepeatedFollows, [skipped.keep]);
  skipped.addFound('follows', 'the follow repeats an earlier one', dropped);
  return Number(dropped[0]?.total ?? 0);
}
