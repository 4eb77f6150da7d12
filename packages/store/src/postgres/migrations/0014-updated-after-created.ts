import { lockTables } from './lock-tables.js';
import type { Migration } from './migration.js';

/**
 * The id of an account has the time at which its row was made, and `now()` is the time at which its transaction began: a new
 * account was updated some milliseconds before it was created.
 */
export const updatedAfterCreated: Migration = {
  name: '0014-updated-after-created',
  optional: true,
  up: `
    ${lockTables(['users'], 'ACCESS EXCLUSIVE')}
    ALTER TABLE users ALTER COLUMN updated_at SET DEFAULT clock_timestamp();`,
  down: 'ALTER TABLE users ALTER COLUMN updated_at SET DEFAULT now();',
};
