import { type EventKind, eventKindNames } from '@feed/events/kinds/all';
import type { Queryable } from '@feed/store/postgres/queryable';
import { statement } from '@feed/store/postgres/statement';

/** A kind of event, and a task that each such event causes. */
export interface Subscription {
  readonly event: EventKind;
  readonly task: string;
  /** A pending task covers later events with the same values of these parts of the payload. Empty: each event has its own. */
  readonly dedup: readonly string[];
}

/**
 * One statement, so that an event is marked if and only if its tasks exist. Events with the same key in one batch have
 * to be one row, because ON CONFLICT cannot touch a row twice; the sorting makes concurrent dispatchers lock pending
 * tasks in the same order. The time of the event counts as the time from which its tasks wait.
 */
const dispatch = statement<{ id: string }>(
  'events.dispatch',
  `WITH due AS MATERIALIZED (
     SELECT id, kind, payload, request_id FROM events
     WHERE dispatched_at IS NULL AND kind = ANY($1::text[])
     ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED),
   wanted AS (
     SELECT s.task, e.*, e.kind || ':' || (
         SELECT string_agg(e.payload->>part, ':' ORDER BY place)
         FROM unnest(string_to_array(s.parts, ',')) WITH ORDINALITY AS p(part, place)) AS dedup_key
     FROM due e JOIN unnest($3::text[], $4::text[], $5::text[]) AS s(event, task, parts) ON s.event = e.kind),
   enqueued AS (
     INSERT INTO tasks (kind, payload, dedup_key, request_id, run_after)
     SELECT DISTINCT ON (task, coalesce(dedup_key, id::text))
       task, payload || jsonb_build_object('event', kind, 'eventId', id::text), dedup_key, request_id,
       least(id_time(id), now())
     FROM wanted ORDER BY task, coalesce(dedup_key, id::text), id
     ON CONFLICT (kind, dedup_key) WHERE dedup_key IS NOT NULL AND state = 'pending'
     DO UPDATE SET run_after = least(tasks.run_after, excluded.run_after))
   UPDATE events e SET dispatched_at = now() FROM due WHERE e.id = due.id
   RETURNING e.id`,
);

/**
 * Turns the oldest undispatched events into tasks, one for each subscription to their kind. An event of an unknown kind
 * is left for a newer worker; one of a known kind without subscriptions is marked as dispatched.
 * @returns the number of events dispatched, at most `limit`
 */
export async function dispatchEvents(
  q: Queryable,
  subscriptions: readonly Subscription[],
  limit: number,
): Promise<number> {
  const rows = await q.query(dispatch, [
    eventKindNames,
    limit,
    subscriptions.map(({ event }) => event),
    subscriptions.map(({ task }) => task),
    subscriptions.map(({ dedup }) => dedup.join(',')),
  ]);
  return rows.length;
}
