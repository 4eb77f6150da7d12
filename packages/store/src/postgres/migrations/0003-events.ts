import type { Migration } from './migration.js';

/** The log of what happened, and the outbox from which the worker starts reactions. */
export const events: Migration = {
  name: '0003-events',
  up: `
    CREATE TABLE events (
      id bigint PRIMARY KEY DEFAULT next_id(),
      kind text NOT NULL,
      payload jsonb NOT NULL,
      request_id text,
      dispatched_at timestamptz
    );
    CREATE INDEX events_undispatched ON events (id) WHERE dispatched_at IS NULL;
    CREATE INDEX events_dispatched ON events (dispatched_at) WHERE dispatched_at IS NOT NULL;
    COMMENT ON COLUMN events.dispatched_at IS 'When a worker turned the event into one task for each reaction to it.';
  `,
  down: 'DROP TABLE events;',
};
