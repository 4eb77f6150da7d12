import { CodedError } from '@feed/platform/errors';
import { currentSchema } from '../postgres/current-schema.js';
import type { Queryable } from '../postgres/queryable.js';
import { statement } from '../postgres/statement.js';
import { schemaVersion } from '../postgres/migrations/all.js';

export interface DatabaseFacts {
  /** By the database's clock, in milliseconds since 1970. */
  now: number;
  /** The size of the whole database on disk. */
  databaseBytes: number;
}

const facts = statement<{ now: string; bytes: string }>(
  'import.facts',
  `SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now,
          pg_database_size(current_database()) AS bytes`,
);

/** @throws CodedError UNAVAILABLE when the schema is not the one that this release works with */
export async function databaseFacts(q: Queryable): Promise<DatabaseFacts> {
  const found = await currentSchema(q);
  if (found !== schemaVersion)
    throw new CodedError(
      'UNAVAILABLE',
      `the schema is at ${found || 'nothing'}: run "feedctl migrate" first`,
    );
  const [row] = await q.query(facts);
  return { now: Number(row?.now), databaseBytes: Number(row?.bytes) };
}
