import {
  bigint,
  boolean,
  bytes,
  counter,
  json,
  newId,
  nullable,
  oneOf,
  primaryKey,
  text,
  time,
  timeOfInsert,
  withDefault,
} from './columns.js';
import { table } from './table.js';

export const tasks = table('tasks', {
  id: primaryKey(newId()),
  kind: text(),
  payload: json(),
  dedupKey: nullable(text()),
  requestId: nullable(text()),
  state: withDefault(oneOf('pending', 'running', 'done', 'dead'), 'pending'),
  runAfter: timeOfInsert(),
  attempts: counter(),
  leaseToken: withDefault(bigint(), '0'),
  leaseUntil: nullable(time()),
  lastError: nullable(text()),
  finishedAt: nullable(time()),
});

export const events = table('events', {
  id: primaryKey(newId()),
  kind: text(),
  payload: json(),
  requestId: nullable(text()),
  dispatchedAt: nullable(time()),
});

export const idempotencyKeys = table(
  'idempotency_keys',
  {
    actor: primaryKey(text()),
    key: primaryKey(text()),
    field: primaryKey(text()),
    requestHash: bytes(),
    response: json(),
    createdAt: timeOfInsert(),
  },
  'idempotency',
);

/** One row: the state that all cached timelines share. */
export const feedState = table(
  'feed_state',
  {
    onlyRow: withDefault(primaryKey(boolean()), true),
    epoch: withDefault(bigint(), '1'),
    redisRunId: nullable(text()),
  },
  'feed',
);
