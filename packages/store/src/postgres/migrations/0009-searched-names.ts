import { lockTables } from './lock-tables.js';
import type { Migration } from './migration.js';

/**
 * Indexes for texts within names, and for the lists of what an account has written. The extension may be installed in any
 * schema, and a search path need not contain it.
 */
export const searchedNames: Migration = {
  name: '0009-searched-names',
  optional: true,
  up: `
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    ${lockTables(['users', 'posts', 'comments'], 'SHARE ROW EXCLUSIVE')}
    DO $$
    DECLARE
      operators text;
    BEGIN
      SELECT format('%I.gin_trgm_ops', n.nspname) INTO operators
        FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_trgm';
      EXECUTE format('CREATE INDEX users_names ON users
        USING gin (lower(username) %1$s, lower(first_name) %1$s, lower(last_name) %1$s) WITH (fastupdate = off)', operators);
    END $$;
    CREATE INDEX comments_by_author ON comments (author_id, id DESC);
    DROP INDEX comments_author;
    CREATE INDEX posts_sharer ON posts (author_id, id DESC) WHERE shared_post_id IS NOT NULL AND deleted_at IS NULL;`,
  // The extension stays, because it may have been there before.
  down: `
    CREATE INDEX comments_author ON comments (author_id);
    DROP INDEX posts_sharer, comments_by_author, users_names;`,
};
