import { lockTables } from './lock-tables.js';
import type { Migration } from './migration.js';

/** The role of an account. No row is rewritten: Postgres keeps the default of a new column beside the table. */
export const roles: Migration = {
  name: '0011-roles',
  up: `
    CREATE TYPE user_role AS ENUM ('USER', 'MODERATOR', 'ADMIN');
    ${lockTables(['users'], 'ACCESS EXCLUSIVE')}
    ALTER TABLE users ADD COLUMN role user_role NOT NULL DEFAULT 'USER';
    CREATE INDEX users_staff ON users (id) WHERE role <> 'USER';`,
  down: `
    ${lockTables(['users'], 'ACCESS EXCLUSIVE')}
    ALTER TABLE users DROP COLUMN role;
    DROP TYPE user_role;`,
};
