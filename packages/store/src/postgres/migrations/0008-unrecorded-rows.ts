import { lockTables } from './lock-tables.js';
import type { Migration } from './migration.js';

/** For a statement that inserts more rows, the journal makes all timelines stale. */
const maxRows = 1000;

interface Insertion {
  readonly table: 'posts' | 'follows';
  /** The events that a statement records for these rows. */
  readonly events: readonly string[];
  /** The task that the events would cause, and SQL for its payload. */
  readonly task: string;
  readonly payload: string;
  readonly where: string;
}

const insertions: readonly Insertion[] = [
  {
    ...{ table: 'posts', events: ['post.created', 'post.shared'], task: 'fan-out-post' },
    ...{ payload: "jsonb_build_object('postId', id::text)", where: 'deleted_at IS NULL' },
  },
  {
    ...{ table: 'follows', events: ['user.followed'], task: 'backfill-follow', where: 'true' },
    payload: "jsonb_build_object('followerId', follower_id::text, 'followeeId', followee_id::text)",
  },
];

const nameOf = ({ table }: Insertion): string => `enqueue_unrecorded_${table}`;

const createFunction = (insertion: Insertion): string => `
    CREATE FUNCTION ${nameOf(insertion)}() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      recorded text := current_setting('feed.recorded', true);
    BEGIN
      IF recorded IN (${insertion.events.map((event) => `'${event}'`).join(', ')}) THEN
        recorded := set_config('feed.recorded', '', true);
        RETURN NULL;
      END IF;
      WITH added AS MATERIALIZED (
        SELECT ${insertion.payload} AS payload FROM changed WHERE ${insertion.where} LIMIT ${maxRows + 1}
      )
      INSERT INTO <schema>.tasks (kind, payload) SELECT '${insertion.task}', payload FROM added
      WHERE (SELECT count(*) FROM added) <= ${maxRows};
      RETURN NULL;
    END $$;`;

const createTrigger = (insertion: Insertion): string => `
    CREATE TRIGGER ${nameOf(insertion)} AFTER INSERT ON ${insertion.table}
      REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ${nameOf(insertion)}();
    ALTER TABLE ${insertion.table} ENABLE ALWAYS TRIGGER ${nameOf(insertion)};`;

const outdate = `
    CREATE FUNCTION outdate_timelines() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      UPDATE <schema>.feed_state SET epoch = epoch + 1;
      RETURN NULL;
    END $$;`;

/**
 * Timelines get new rows from tasks, which recorded events cause. A statement that records its events says so in the
 * setting `feed.recorded`, which is local to the transaction, and which the trigger takes back, so that it covers one
 * statement. For any other writer, such as an operator, the trigger enqueues the tasks.
 *
 * No timeline has the rows of an author who was merged on read, so all become stale when one no longer is.
 */
export const unrecordedRows: Migration = {
  name: '0008-unrecorded-rows',
  up: `
    DO $do$ BEGIN
      EXECUTE replace($functions$${insertions.map(createFunction).join('')}${outdate}
      $functions$, '<schema>', quote_ident(current_schema()));
    END $do$;
    ${lockTables(['follows', 'posts', 'users'], 'SHARE ROW EXCLUSIVE')}
    ${insertions.map(createTrigger).join('')}
    CREATE TRIGGER outdate_timelines AFTER UPDATE OF merge_on_read ON users
      FOR EACH ROW WHEN (OLD.merge_on_read AND NOT NEW.merge_on_read) EXECUTE FUNCTION outdate_timelines();
    ALTER TABLE users ENABLE ALWAYS TRIGGER outdate_timelines;
  `,
  down: `
    ${lockTables(['follows', 'posts', 'users'], 'ACCESS EXCLUSIVE')}
    ${insertions.map((each) => `DROP TRIGGER ${nameOf(each)} ON ${each.table};`).join('\n    ')}
    DROP TRIGGER outdate_timelines ON users;
    DROP FUNCTION ${insertions.map(nameOf).join(', ')}, outdate_timelines;`,
};
