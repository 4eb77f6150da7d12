import { lockTables } from './lock-tables.js';
import type { Migration } from './migration.js';

/**
 * What live subscriptions need beside the rows that exist: the journal names new comments, and a like that was removed
 * leaves a row from which a subscription resumes. A statement that inserts more comments than `maxRows` is an import,
 * and is journaled in part.
 */
const maxRows = 1000;

export const live: Migration = {
  name: '0010-live',
  up: `
    ALTER TYPE feed_change_kind ADD VALUE IF NOT EXISTS 'commented';
    ALTER TABLE feed_changes ADD COLUMN comment_id bigint NOT NULL DEFAULT 0;

    CREATE TABLE post_unlikes (
      post_id bigint NOT NULL,
      id bigint NOT NULL DEFAULT next_id(),
      user_id bigint NOT NULL,
      PRIMARY KEY (post_id, id)
    );
    COMMENT ON TABLE post_unlikes IS 'Likes that were removed in the last day. A row takes 100 bytes with its index entry.';

    DO $do$ BEGIN
      EXECUTE replace($function$
        CREATE FUNCTION journal_comments_inserted() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO <schema>.feed_changes (kind, post_id, account_id, comment_id)
            SELECT 'commented', post_id, author_id, id FROM changed WHERE deleted_at IS NULL LIMIT ${maxRows};
          RETURN NULL;
        END $$;
      $function$, '<schema>', quote_ident(current_schema()));
    END $do$;
    ${lockTables(['comments'], 'SHARE ROW EXCLUSIVE')}
    CREATE TRIGGER journal_comments_inserted AFTER INSERT ON comments REFERENCING NEW TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION journal_comments_inserted();
    ALTER TABLE comments ENABLE ALWAYS TRIGGER journal_comments_inserted;`,
  down: `
    ${lockTables(['comments'], 'ACCESS EXCLUSIVE')}
    DROP TRIGGER journal_comments_inserted ON comments;
    DROP FUNCTION journal_comments_inserted();
    DROP TABLE post_unlikes;
    ALTER TABLE feed_changes DROP COLUMN comment_id;`,
};
