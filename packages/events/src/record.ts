import { currentScope } from '@feed/platform/request-context';
import { recordedAs } from '@feed/store/feed/recorded';
import type { Tx } from '@feed/store/postgres/queryable';
import type { RecordEach } from '@feed/store/postgres/shared-writes';
import { statement } from '@feed/store/postgres/statement';
import type { DomainEvent, EventKind, PayloadOf } from './kinds/all.js';

const insertInto = 'INSERT INTO events (kind, payload, request_id)';

const insert = statement<{ id: string }>('events.record', `${insertInto} VALUES ($1, $2, $3) RETURNING id`);

/**
 * Records an event as part of the transaction. After the commit the worker runs each reaction to the event as a task
 * of its own.
 * @returns the id of the event
 */
export async function record(tx: Tx, { kind, payload }: DomainEvent): Promise<string> {
  const [row] = await tx.query(insert, [kind, JSON.stringify(payload), requestOfEvent()]);
  if (!row) throw new Error('the new event has no id');
  tx.announceEvents();
  return row.id;
}

/** The request that an event which is recorded now belongs to. */
export const requestOfEvent = (): string | null => currentScope()?.requestId ?? null;

/**
 * Records events of one kind inside of another statement, whose writer then has to call `announceEvents`. Triggers are told
 * that the rows it inserts are recorded.
 */
export const recordEach =
  <K extends EventKind>(kind: K): RecordEach<Extract<keyof PayloadOf<K>, string>> =>
  ({ from, requestId, payload }) => {
    const fields = Object.entries<string>(payload).map(([name, id]) => `'${name}', (${id})::text`);
    return `${insertInto} SELECT '${kind}', jsonb_build_object(${fields.join(', ')}), ${requestId} FROM ${from}
    WHERE ${recordedAs(kind)}`;
  };
