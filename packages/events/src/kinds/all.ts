import { contentEvents } from './content.js';
import { graphEvents } from './graph.js';
import { identityEvents } from './identity.js';
import { safetyEvents } from './safety.js';

/** Every kind of event with the parser of its payload. Payloads contain ids, never rows. */
export const eventKinds = { ...identityEvents, ...graphEvents, ...contentEvents, ...safetyEvents };

export type EventKind = keyof typeof eventKinds;
export type PayloadOf<K extends EventKind> = ReturnType<(typeof eventKinds)[K]>;

/** An event of any kind. */
export type DomainEvent = { [K in EventKind]: { kind: K; payload: PayloadOf<K> } }[EventKind];

export const eventKindNames = Object.keys(eventKinds) as EventKind[];
