import { lockTables } from './lock-tables.js';
import type { Migration } from './migration.js';

/** A statement that inserts or deletes more rows than this is journaled as one change of everything. */
const maxRows = 1000;

/** Replaced by the name of the schema, so that neither the search path nor a temporary table of a writer leads elsewhere. */
const schema = '<schema>';
const into = (columns: string): string => `INSERT INTO ${schema}.feed_changes (${columns})`;
/** Such changes have no events, so no task would bring them into timelines: another epoch makes these stale. */
const sayEverything = `
      IF NOT EXISTS (
        SELECT FROM ${schema}.feed_changes WHERE tx = pg_current_xact_id() AND kind = 'everything'
      ) THEN
        ${into('kind')} VALUES ('everything');
        UPDATE ${schema}.feed_state SET epoch = epoch + 1;
      END IF;`;

/** One of the triggers of a table, with the function that it runs. */
interface Trigger {
  readonly name: string;
  readonly table: string;
  /** When it fires, and for what. */
  readonly fires: string;
  /** The statements of its function; none when it has that of another trigger. */
  readonly body?: string;
  readonly runs?: string;
}

const everything = 'journal_everything';

/** Copies the rows of the transition table `changed` to the journal. */
const copies = (columns: string, select: string): string => `
      DECLARE
        written integer;
      BEGIN
        ${into(`kind, ${columns}`)} ${select} LIMIT ${maxRows + 1};
        GET DIAGNOSTICS written = ROW_COUNT;
        IF written > ${maxRows} THEN ${sayEverything} END IF;
      END;`;

const onInsert = (table: string, body: string): Trigger => ({
  name: `journal_${table}_inserted`,
  table,
  fires: `AFTER INSERT ON ${table} REFERENCING NEW TABLE AS changed FOR EACH STATEMENT`,
  body,
});

const onDelete = (table: string, body: string): Trigger => ({
  name: `journal_${table}_deleted`,
  table,
  fires: `AFTER DELETE ON ${table} REFERENCING OLD TABLE AS changed FOR EACH STATEMENT`,
  body,
});

const whenChanged = (columns: readonly string[]): string =>
  columns.map((column) => `OLD.${column} IS DISTINCT FROM NEW.${column}`).join(' OR ');

const updateOf = (table: string, columns: readonly string[]): string =>
  `AFTER UPDATE OF ${columns.join(', ')} ON ${table} FOR EACH ROW WHEN (${whenChanged(columns)})`;

const onUpdate = (table: string, what: string, columns: readonly string[], body: string): Trigger => ({
  name: `journal_${table}_${what}`,
  table,
  fires: updateOf(table, columns),
  body,
});

/** A change of a key, and TRUNCATE, which cannot be journaled row by row. */
const onAnythingElse = (table: string, keys: readonly string[]): Trigger[] => [
  { name: `journal_${table}_rekeyed`, table, fires: updateOf(table, keys), runs: everything },
  {
    ...{ name: `journal_${table}_truncated`, table, runs: everything },
    fires: `AFTER TRUNCATE ON ${table} FOR EACH STATEMENT`,
  },
];

/** Relations decide whose posts an account sees, so the journal names the accounts whose feeds they change. */
const onRelation = (table: string, keys: readonly string[], accounts: readonly string[]): Trigger[] => {
  const values = accounts.map((column) => `(${column})`).join(', ');
  const body = copies(
    'account_id',
    `SELECT 'relation', named.id FROM changed, LATERAL (VALUES ${values}) named (id)`,
  );
  return [onInsert(table, body), onDelete(table, body), ...onAnythingElse(table, keys)];
};

const ofPost = 'post_id, account_id, shared_post_id';
const standing = (kind: string): string =>
  copies(
    ofPost,
    `SELECT '${kind}', id, author_id, coalesce(shared_post_id, 0) FROM changed WHERE deleted_at IS NULL`,
  );
const ofLike = (kind: string): string =>
  copies('post_id, account_id', `SELECT '${kind}', post_id, user_id FROM changed`);

const triggers: readonly Trigger[] = [
  onInsert('posts', standing('posted')),
  onDelete('posts', standing('removed')),
  onUpdate(
    ...(['posts', 'marked', ['deleted_at']] as const),
    `IF OLD.deleted_at IS NULL THEN
        ${into(`kind, ${ofPost}`)} VALUES ('removed', NEW.id, NEW.author_id, coalesce(NEW.shared_post_id, 0));
      ELSIF NEW.deleted_at IS NULL THEN
        ${sayEverything}
      END IF;`,
  ),
  onUpdate(
    ...(['posts', 'edited', ['title', 'content', 'media_file', 'media_type', 'updated_at']] as const),
    `${into('kind, post_id')} VALUES ('edited', NEW.id);`,
  ),
  onUpdate(
    ...(['posts', 'counted', ['like_count', 'comment_count', 'share_count']] as const),
    `${into('kind, post_id, like_count, comment_count, share_count')}
        VALUES ('counted', NEW.id, NEW.like_count, NEW.comment_count, NEW.share_count);`,
  ),
  ...onAnythingElse('posts', ['id', 'author_id', 'shared_post_id']),
  onInsert('post_likes', ofLike('liked')),
  onDelete('post_likes', ofLike('unliked')),
  ...onAnythingElse('post_likes', ['post_id', 'user_id']),
  ...onRelation('follows', ['follower_id', 'followee_id'], ['follower_id']),
  ...onRelation('mutes', ['muter_id', 'muted_id'], ['muter_id']),
  ...onRelation('blocks', ['blocker_id', 'blocked_id'], ['blocker_id', 'blocked_id']),
  onUpdate(
    ...(['users', 'edited', ['username', 'first_name', 'last_name', 'avatar_url', 'is_verified']] as const),
    `${into('kind, account_id')} VALUES ('account', NEW.id);`,
  ),
  ...onAnythingElse('users', ['id']),
];

const tables = [...new Set(triggers.map(({ table }) => table))];

const createFunction = (name: string, body: string): string => `
    CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      ${body}
      RETURN NULL;
    END $$;`;

/** They also fire for sessions that apply a replica's changes, or that pretend to (`session_replication_role`). */
const createTrigger = ({ name, table, fires, runs = name }: Trigger): string => `
    CREATE TRIGGER ${name} ${fires} EXECUTE FUNCTION ${runs}();
    ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${name};`;

const functions = [{ name: everything, body: sayEverything }, ...triggers].flatMap(({ name, body }) =>
  body === undefined ? [] : [{ name, body }],
);

/**
 * A journal of every change that a cached feed depends on. Each process that caches feeds asks it, before it answers,
 * what has become visible since it asked last. Both tables are unlogged, because a crash ends every cache's trust anyway.
 */
export const journal: Migration = {
  name: '0005-journal',
  up: `
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
    ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000, autovacuum_vacuum_insert_threshold = -1);
    CREATE INDEX feed_changes_tx ON feed_changes (tx);
    COMMENT ON TABLE feed_changes IS 'The journal of what cached feeds depend on. Triggers write it, so that no writer can forget it.';
    COMMENT ON COLUMN feed_changes.n IS 'Drawn while the changed row is locked: for one row, the order of commits.';

    CREATE UNLOGGED TABLE feed_life (
      only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
      id uuid NOT NULL DEFAULT gen_random_uuid(),
      place text NOT NULL
    );
    COMMENT ON TABLE feed_life IS 'Names the life of the journal. A crash empties both, and the next reader starts another life.';
    COMMENT ON COLUMN feed_life.place IS 'The run of the server and the file of the journal: a life that a backup or a template brought along has ended.';

    DO $do$ BEGIN
      EXECUTE replace($functions$${functions.map(({ name, body }) => createFunction(name, body)).join('')}
      $functions$, '${schema}', quote_ident(current_schema()));
    END $do$;
    ${lockTables(tables, 'SHARE ROW EXCLUSIVE')}
    ${triggers.map(createTrigger).join('')}
  `,
  down: `
    ${lockTables(tables, 'ACCESS EXCLUSIVE')}
    ${triggers.map(({ name, table }) => `DROP TRIGGER ${name} ON ${table};`).join('\n    ')}
    DROP FUNCTION ${functions.map(({ name }) => name).join(', ')};
    DROP TABLE feed_changes, feed_life;
    DROP TYPE feed_change_kind;`,
};
