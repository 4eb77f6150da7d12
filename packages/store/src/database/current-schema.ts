import type { Queryable } from './queryable.js';
import { statement } from './statement.js';

const newest = statement<{ name: string }>(
  'schema.newest',
  'SELECT name FROM schema_migrations ORDER BY name DESC LIMIT 1',
);

/** The newest applied migration, or an empty string; to be compared with `schemaVersion`. */
export async function currentSchema(q: Queryable): Promise<string> {
  return (await q.query(newest))[0]?.name ?? '';
}
