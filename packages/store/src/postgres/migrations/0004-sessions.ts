import type { Migration } from './migration.js';

/**
 * Sessions remember where they were last used, so that throttling can tell an account's own addresses from those of
 * strangers. A session that is deleted, for example with its account, leaves a trace: its access tokens have not
 * expired, so they must still be rejected. Traces are kept for longer than an access token may live (a day).
 */
export const sessions: Migration = {
  name: '0004-sessions',
  up: `
    ALTER TABLE sessions ADD COLUMN last_address text;

    CREATE TABLE deleted_sessions (
      id bigint PRIMARY KEY,
      deleted_at timestamptz NOT NULL DEFAULT now()
    );
    CREATE INDEX deleted_sessions_deleted ON deleted_sessions (deleted_at);
    COMMENT ON TABLE deleted_sessions IS 'Sessions that were deleted while access tokens of theirs could still be valid.';

    CREATE FUNCTION keep_deleted_sessions() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
      BEGIN
        INSERT INTO deleted_sessions (id)
          SELECT id FROM gone WHERE coalesce(revoked_at, expires_at) > now() - interval '1 day'
          ON CONFLICT DO NOTHING;
        RETURN NULL;
      END
    $$;
    CREATE TRIGGER sessions_deleted AFTER DELETE ON sessions REFERENCING OLD TABLE AS gone
      FOR EACH STATEMENT EXECUTE FUNCTION keep_deleted_sessions();
  `,
  down: `
    DROP TRIGGER sessions_deleted ON sessions;
    DROP FUNCTION keep_deleted_sessions();
    DROP TABLE deleted_sessions;
    ALTER TABLE sessions DROP COLUMN last_address;
  `,
};
