import { currentScope } from '@feed/platform/request-context';
import type { Tx } from '@feed/store/postgres/queryable';
import { statement } from '@feed/store/postgres/statement';
import type { DomainEvent } from './kinds/all.js';

const insert = statement<{ id: string }>(
  'events.record',
  'INSERT INTO events (kind, payload, request_id) VALUES ($1, $2, $3) RETURNING id',
);

/**
 * Records an event as part of the transaction. After the commit the worker runs each reaction to the event as a task
 * of its own.
 * @returns the id of the event
 */
export async function record(tx: Tx, { kind, payload }: DomainEvent): Promise<string> {
  const [row] = await tx.query(insert, [kind, JSON.stringify(payload), currentScope()?.requestId ?? null]);
  if (!row) throw new Error('the new event has no id');
  tx.announceEvents();
  return row.id;
}
