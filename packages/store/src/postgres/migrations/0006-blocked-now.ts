import type { Migration } from './migration.js';

/**
 * A statement sees the rows that were committed before it began, also when it has waited for a lock since. What it asks
 * this function is answered with what is committed by then, because each query of a volatile function in PL/pgSQL sees that.
 */
export const blockedNow: Migration = {
  name: '0006-blocked-now',
  up: `
    CREATE FUNCTION blocked_now(one bigint, other bigint) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
    BEGIN
      RETURN EXISTS (SELECT FROM blocks b WHERE b.blocker_id = one AND b.blocked_id = other)
        OR EXISTS (SELECT FROM blocks b WHERE b.blocker_id = other AND b.blocked_id = one);
    END $$;
    COMMENT ON FUNCTION blocked_now IS 'Whether one of the two has blocked the other, as committed at this moment.';`,
  down: 'DROP FUNCTION blocked_now(bigint, bigint);',
};
