/**
 * SQL: locks tables for a change that cannot be made while others write. Whoever waits for such a lock keeps later writers
 * waiting as well, so it gives up soon, releases what it has and tries again, until it gets them all: behind a long
 * transaction the services pause a little many times, not once for as long as it takes.
 */
export const lockTables = (
  tables: readonly string[],
  mode: 'SHARE ROW EXCLUSIVE' | 'ACCESS EXCLUSIVE',
): string => `
    DO $$
    BEGIN
      LOOP
        BEGIN
          SET LOCAL lock_timeout = '500ms';
          LOCK TABLE ${tables.join(', ')} IN ${mode} MODE;
          EXIT;
        EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
          PERFORM pg_sleep(0.5);
        END;
      END LOOP;
      SET LOCAL lock_timeout = 0;
    END $$;`;
