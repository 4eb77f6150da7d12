import { bigint, json, newId, nullable, primaryKey, text, timeOfInsert } from './columns.js';
import { table } from './table.js';

/** Rows can only be inserted. */
export const auditLog = table(
  'audit_log',
  {
    id: primaryKey(newId()),
    actorId: nullable(bigint()),
    action: text(),
    targetType: text(),
    targetId: text(),
    detail: nullable(json()),
  },
  'audit',
);

export const processes = table('processes', {
  id: primaryKey(bigint()),
  kind: text(),
  version: text(),
  revision: text(),
  seenAt: timeOfInsert(),
  usage: json(),
});
