import type { Migration } from './migration.js';

const alter = (change: string): string => `
    DO $$ BEGIN
      EXECUTE format('ALTER DATABASE %I ${change}', current_database());
    EXCEPTION WHEN insufficient_privilege THEN
      RAISE WARNING 'set random_page_cost = 1 for this database by hand';
    END $$;`;

/**
 * Tells the planner that finding a row by an index needs no disk seek, because the database fits into memory. With the
 * default, which is meant for disks, it sometimes reads and sorts all likes of a post to show the newest ones.
 */
export const indexCosts: Migration = {
  name: '0002-index-costs',
  optional: true,
  up: alter('SET random_page_cost = 1'),
  down: alter('RESET random_page_cost'),
};
