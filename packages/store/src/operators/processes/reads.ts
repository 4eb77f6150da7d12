import type { Queryable } from '../../postgres/queryable.js';
import { statement } from '../statement.js';
import type { SeenProcess } from './process.js';

const list = statement<SeenProcess>(
  'processes.list',
  `SELECT id, kind, version, revision, usage, seen_at AS "seenAt",
     seen_at > now() - interval '1 minute' AS "isRunning"
   FROM processes WHERE seen_at > now() - interval '1 hour' ORDER BY id DESC LIMIT 1000`,
);

/** The processes that reported in the last hour, the newest first. */
export function seenProcesses(q: Queryable): Promise<SeenProcess[]> {
  return q.query(list);
}
