import type { Migration } from './migration.js';

/**
 * Leaves room on the pages of the tables that store counters. A new version of a row that fits on the page of the old one,
 * and changes no indexed column, adds no index entries (a HOT update), and its room is used again without VACUUM.
 * It changes no page that exists: those stay full until their rows are updated, each of which moves one row to another page.
 */
export const countersInPlace: Migration = {
  name: '0007-counters-in-place',
  optional: true,
  up: `
    ALTER TABLE users SET (fillfactor = 85);
    ALTER TABLE posts SET (fillfactor = 85);
    ALTER TABLE comments SET (fillfactor = 90);`,
  down: ['users', 'posts', 'comments'].map((table) => `ALTER TABLE ${table} RESET (fillfactor);`).join(' '),
};
