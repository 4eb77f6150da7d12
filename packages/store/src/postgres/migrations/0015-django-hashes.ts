import { lockTables } from './lock-tables.js';
import type { Migration } from './migration.js';

/**
 * An index of the passwords that Django hashed, so that the api finds out at once whether there are any. Our own hashes
 * begin with a dollar sign. It is empty where no accounts were imported, and shrinks as their owners log in.
 */
export const djangoHashes: Migration = {
  name: '0015-django-hashes',
  optional: true,
  up: `
    ${lockTables(['users'], 'SHARE ROW EXCLUSIVE')}
    CREATE INDEX users_foreign_password ON users (password_hash) WHERE left(password_hash, 1) <> '$';`,
  down: 'DROP INDEX users_foreign_password;',
};
