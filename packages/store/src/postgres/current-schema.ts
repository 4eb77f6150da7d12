import { sqlState } from './errors.js';
import type { Queryable } from './queryable.js';
import { statement } from './statement.js';

const newest = statement<{ name: string }>(
  'schema.newest',
  'SELECT name FROM schema_migrations ORDER BY name DESC LIMIT 1',
);

const undefinedTable = '42P01';

/** The name of the newest applied migration, to compare with `schemaVersion`; empty when there is none. */
export async function currentSchema(q: Pick<Queryable, 'query'>): Promise<string> {
  try {
    return (await q.query(newest))[0]?.name ?? '';
  } catch (error) {
    if (sqlState(error) === undefinedTable) return '';
    throw error;
  }
}
