import type { Migration } from './migration.js';

/** A statement that changes more rows than this is journaled as one change of everything. */
const maxRows = 1000;

/** Such changes have no events, so no task would bring them into timelines: another epoch makes these stale. */
const sayEverything = `
      INSERT INTO feed_changes (kind) VALUES ('everything');
      UPDATE feed_state SET epoch = epoch + 1;`;

/** A trigger function that copies the rows of a transition table `changed` to the journal. */
const ofStatement = (name: string, columns: string, select: string): string => `
    CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      written integer;
    BEGIN
      INSERT INTO feed_changes (kind, ${columns}) ${select} LIMIT ${maxRows + 1};
      GET DIAGNOSTICS written = ROW_COUNT;
      IF written > ${maxRows} THEN ${sayEverything} END IF;
      RETURN NULL;
    END $$;`;

/** A trigger function that writes one change for a row. */
const ofRow = (name: string, insert: string): string => `
    CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      ${insert}
      RETURN NULL;
    END $$;`;

const onInsert = (table: string, run: string): string => `
    CREATE TRIGGER ${run} AFTER INSERT ON ${table}
      REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ${run}();`;

const onDelete = (table: string, run: string): string => `
    CREATE TRIGGER ${run} AFTER DELETE ON ${table}
      REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ${run}();`;

const onUpdate = (table: string, name: string, columns: readonly string[], run = name): string => `
    CREATE TRIGGER ${name} AFTER UPDATE OF ${columns.join(', ')} ON ${table}
      FOR EACH ROW WHEN (${columns.map((column) => `OLD.${column} IS DISTINCT FROM NEW.${column}`).join(' OR ')})
      EXECUTE FUNCTION ${run}();`;

/** Whatever cannot be told row by row: a change of a key, and TRUNCATE. */
const onAnythingElse = (table: string, keys: readonly string[]): string => `
    ${onUpdate(table, `journal_${table}_rekeyed`, keys, 'journal_everything')}
    CREATE TRIGGER journal_${table}_truncated AFTER TRUNCATE ON ${table}
      FOR EACH STATEMENT EXECUTE FUNCTION journal_everything();`;

/** Relations decide whose posts an account sees, so the journal names the accounts whose feeds they change. */
const ofRelation = (table: string, columns: readonly string[]): string => {
  const accounts = columns
    .map((column) => `SELECT 'relation'::feed_change_kind, ${column} FROM changed`)
    .join(' UNION ALL ');
  return ['inserted', 'deleted']
    .map((what) => ofStatement(`journal_${table}_${what}`, 'account_id', accounts))
    .concat(onInsert(table, `journal_${table}_inserted`), onDelete(table, `journal_${table}_deleted`))
    .join('');
};

const up = `
    CREATE TYPE feed_change_kind AS ENUM
      ('posted', 'removed', 'edited', 'counted', 'liked', 'unliked', 'relation', 'account', 'everything');

    CREATE UNLOGGED TABLE feed_changes (
      tx xid8 NOT NULL DEFAULT pg_current_xact_id(),
      n bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
      kind feed_change_kind NOT NULL,
      post_id bigint NOT NULL DEFAULT 0,
      account_id bigint NOT NULL DEFAULT 0,
      shared_post_id bigint NOT NULL DEFAULT 0,
      like_count integer NOT NULL DEFAULT 0,
      comment_count integer NOT NULL DEFAULT 0,
      share_count integer NOT NULL DEFAULT 0
    ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);
    CREATE INDEX feed_changes_tx ON feed_changes (tx);
    COMMENT ON TABLE feed_changes IS 'The journal of what cached feeds depend on. Triggers write it, so that no writer can forget it.';
    COMMENT ON COLUMN feed_changes.n IS 'Drawn while the changed row is locked: for one row, the order of commits.';

    CREATE UNLOGGED TABLE feed_life (
      only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
      id uuid NOT NULL DEFAULT gen_random_uuid()
    );
    COMMENT ON TABLE feed_life IS 'Names the life of the journal. A crash empties both, and the next reader starts another life.';

    ${ofRow('journal_everything', sayEverything)}

    ${ofStatement(
      'journal_posts_inserted',
      'post_id, account_id, shared_post_id',
      `SELECT 'posted', id, author_id, coalesce(shared_post_id, 0) FROM changed WHERE deleted_at IS NULL`,
    )}
    ${onInsert('posts', 'journal_posts_inserted')}
    ${ofStatement(
      'journal_posts_deleted',
      'post_id, account_id, shared_post_id',
      `SELECT 'removed', id, author_id, coalesce(shared_post_id, 0) FROM changed WHERE deleted_at IS NULL`,
    )}
    ${onDelete('posts', 'journal_posts_deleted')}
    ${ofRow(
      'journal_posts_marked',
      `IF OLD.deleted_at IS NULL THEN
        INSERT INTO feed_changes (kind, post_id, account_id, shared_post_id)
          VALUES ('removed', NEW.id, NEW.author_id, coalesce(NEW.shared_post_id, 0));
      ELSIF NEW.deleted_at IS NULL THEN
        ${sayEverything}
      END IF;`,
    )}
    ${onUpdate('posts', 'journal_posts_marked', ['deleted_at'])}
    ${ofRow('journal_posts_edited', `INSERT INTO feed_changes (kind, post_id) VALUES ('edited', NEW.id);`)}
    ${onUpdate('posts', 'journal_posts_edited', ['title', 'content', 'media_file', 'media_type', 'updated_at'])}
    ${ofRow(
      'journal_posts_counted',
      `INSERT INTO feed_changes (kind, post_id, like_count, comment_count, share_count)
        VALUES ('counted', NEW.id, NEW.like_count, NEW.comment_count, NEW.share_count);`,
    )}
    ${onUpdate('posts', 'journal_posts_counted', ['like_count', 'comment_count', 'share_count'])}
    ${onAnythingElse('posts', ['id', 'author_id', 'shared_post_id'])}

    ${ofStatement('journal_post_likes_inserted', 'post_id, account_id', `SELECT 'liked', post_id, user_id FROM changed`)}
    ${onInsert('post_likes', 'journal_post_likes_inserted')}
    ${ofStatement('journal_post_likes_deleted', 'post_id, account_id', `SELECT 'unliked', post_id, user_id FROM changed`)}
    ${onDelete('post_likes', 'journal_post_likes_deleted')}
    ${onAnythingElse('post_likes', ['post_id', 'user_id'])}

    ${ofRelation('follows', ['follower_id'])}
    ${onAnythingElse('follows', ['follower_id', 'followee_id'])}
    ${ofRelation('mutes', ['muter_id'])}
    ${onAnythingElse('mutes', ['muter_id', 'muted_id'])}
    ${ofRelation('blocks', ['blocker_id', 'blocked_id'])}
    ${onAnythingElse('blocks', ['blocker_id', 'blocked_id'])}

    ${ofRow('journal_users_edited', `INSERT INTO feed_changes (kind, account_id) VALUES ('account', NEW.id);`)}
    ${onUpdate('users', 'journal_users_edited', ['username', 'first_name', 'last_name', 'avatar_url', 'is_verified'])}
    ${onAnythingElse('users', ['id'])}
  `;

/**
 * A journal of every change that a cached feed depends on. Each process that caches feeds asks it, before it answers,
 * what has become visible since it asked last.
 */
export const journal: Migration = {
  name: '0005-journal',
  up,
  down: `
    ${['posts', 'post_likes', 'follows', 'mutes', 'blocks', 'users']
      .map(
        (table) => `
    DO $$ DECLARE t record; BEGIN
      FOR t IN SELECT tgname FROM pg_trigger WHERE tgrelid = '${table}'::regclass AND tgname LIKE 'journal_%'
      LOOP EXECUTE format('DROP TRIGGER %I ON ${table}', t.tgname); END LOOP;
    END $$;`,
      )
      .join('')}
    DO $$ DECLARE f record; BEGIN
      FOR f IN SELECT p.oid::regprocedure AS name FROM pg_proc p
        WHERE p.pronamespace = current_schema()::regnamespace AND p.proname LIKE 'journal\\_%'
      LOOP EXECUTE format('DROP FUNCTION %s', f.name); END LOOP;
    END $$;
    DROP TABLE feed_changes, feed_life;
    DROP TYPE feed_change_kind;`,
};
