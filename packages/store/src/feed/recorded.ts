/**
 * SQL, always true: declares that the statement records an event of this kind for the rows that it inserts, or that its
 * writer causes the tasks itself. Otherwise a trigger enqueues them (see the migration 0008-unrecorded-rows).
 */
export const recordedAs = (kind: string): string =>
  `set_config('feed.recorded', '${kind}', true) IS NOT NULL`;
