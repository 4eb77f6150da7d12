import type { Migration } from './migration.js';

/**
 * The audit log refers to accounts and tasks without foreign keys, because its rows stay when those are gone. The trigger
 * fires for the owner of the table, too, and for sessions that apply a replica's changes. The owner can only remove it.
 *
 * The list of processes is unlogged: after a crash of the server every process reports again within seconds.
 */
export const operators: Migration = {
  name: '0012-operators',
  up: `
    CREATE TABLE audit_log (
      id bigint PRIMARY KEY DEFAULT next_id(),
      actor_id bigint,
      action text NOT NULL,
      target_type text NOT NULL,
      target_id text NOT NULL,
      detail jsonb,
      CHECK (pg_column_size(detail) <= 2048)
    );
    COMMENT ON TABLE audit_log IS 'What administrators and operators did. A row takes 200 bytes with its index entry, and is never removed.';
    COMMENT ON COLUMN audit_log.actor_id IS 'The account of an administrator; null for the feedctl command.';

    CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'the audit log only grows: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
    END $$;
    CREATE TRIGGER audit_log_only_grows AFTER UPDATE OR DELETE OR TRUNCATE ON audit_log
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
    ALTER TABLE audit_log ENABLE ALWAYS TRIGGER audit_log_only_grows;

    CREATE UNLOGGED TABLE processes (
      id bigint PRIMARY KEY,
      kind text NOT NULL,
      version text NOT NULL,
      revision text NOT NULL,
      seen_at timestamptz NOT NULL DEFAULT now(),
      usage jsonb NOT NULL
    );
    COMMENT ON TABLE processes IS 'The processes of the services. A row takes 300 bytes with its index entry, and is removed an hour after its last report.';
    COMMENT ON COLUMN processes.id IS 'Carries the time of the start, by the clock of the process.';`,
  down: `
    DROP TABLE audit_log, processes;
    DROP FUNCTION refuse_audit_change();`,
};
