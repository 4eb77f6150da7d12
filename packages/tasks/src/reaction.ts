import { type EventKind, eventKinds, type PayloadOf } from '@feed/events/kinds/all';
import { asObject } from '@feed/events/payload';
import type { RetryPolicy, Task, Work } from './task.js';

/** The payload of one of these kinds of events; `event` names the kind. */
export type EventPayload<K extends EventKind> = { [E in K]: { event: E } & PayloadOf<E> }[K];

type PartOf<K extends EventKind> = { [E in K]: keyof PayloadOf<E> }[K];

/** A consequence of events: each event becomes one task of this name. */
export type Reaction<K extends EventKind, Context> = {
  /** Also the name of its file in the worker. */
  readonly name: string;
  /** A stored payload that does not name its event was enqueued by release 0.1.0, and is read as the first kind. */
  readonly on: readonly [K, ...K[]];
  readonly retry: RetryPolicy;
  /** See `Task`. */
  readonly bulk?: boolean;
  /** A pending task covers later events of the same kind that have the same values of these parts. */
  readonly dedup?: readonly PartOf<K>[];
} & Work<EventPayload<K>, Context>;

/** Infers the kinds of events, and with them the payload, from `on`. */
export const reaction = <K extends EventKind, Context>(
  declared: Reaction<K, Context>,
): Reaction<K, Context> => declared;

/** The task that runs the rows of a reaction. */
export function taskOf<K extends EventKind, Context>(
  declared: Reaction<K, Context>,
): Task<EventPayload<K>, Context> {
  return { ...declared, parse: (payload) => parseEvent(declared, payload) };
}

function parseEvent<K extends EventKind, Context>(
  { name, on }: Reaction<K, Context>,
  payload: unknown,
): EventPayload<K> {
  const { event = on[0] } = asObject(payload);
  const kind = on.find((known) => known === event);
  // Not a PayloadError: the row comes from a newer worker, and a retry may reach one.
  if (kind === undefined) throw new Error(`${name} of this release does not react to ${String(event)}`);
  const parse = eventKinds[kind] as (payload: unknown) => PayloadOf<K>;
  return { ...parse(payload), event: kind } as { event: K } & PayloadOf<K> as EventPayload<K>;
}
