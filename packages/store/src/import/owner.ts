import { CodedError } from '@feed/platform/errors';
import type { Queryable } from '../postgres/queryable.js';
import { statement } from '../postgres/statement.js';

const owner = statement<{ role: string; owns: boolean }>(
  'import.owner',
  `SELECT current_user AS role, pg_has_role(relowner, 'USAGE') AS owns FROM pg_class WHERE oid = 'users'::regclass`,
);

/**
 * An import creates temporary tables, and vacuums at its end. Postgres would skip the latter with a mere notice.
 * @throws CodedError FORBIDDEN when the role does not own the tables
 */
export async function requireOwner(q: Queryable): Promise<void> {
  const [found] = await q.query(owner);
  if (found?.owns === true) return;
  throw new CodedError(
    'FORBIDDEN',
    `the role "${found?.role}" reads and writes rows only: set MIGRATION_DATABASE_URL to an address with the role that owns the tables`,
  );
}
