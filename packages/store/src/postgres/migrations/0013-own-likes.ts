import { lockTables } from './lock-tables.js';
import type { Migration } from './migration.js';

/**
 * Lets an account read its newest likes without reading all of them. The index takes 32 bytes for each like; the one that
 * it replaces took 8 to 10.
 */
export const ownLikes: Migration = {
  name: '0013-own-likes',
  optional: true,
  up: `
    ${lockTables(['post_likes', 'comment_likes'], 'SHARE ROW EXCLUSIVE')}
    CREATE INDEX post_likes_by_user ON post_likes (user_id, id DESC);
    CREATE INDEX comment_likes_by_user ON comment_likes (user_id, id DESC);
    DROP INDEX post_likes_user, comment_likes_user;`,
  down: `
    CREATE INDEX post_likes_user ON post_likes (user_id);
    CREATE INDEX comment_likes_user ON comment_likes (user_id);
    DROP INDEX post_likes_by_user, comment_likes_by_user;`,
};
