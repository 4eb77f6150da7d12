/** What the statements of services are about, as their names say before the dot: a label of metrics. */
export const statementSubjects = [
  'blocks',
  'comment_likes',
  'comments',
  'counters',
  'events',
  'fan_out',
  'feed',
  'follows',
  'idempotency',
  'mutes',
  'ping',
  'post_likes',
  'posts',
  'refresh_tokens',
  'relations',
  'retention',
  'schema',
  'sessions',
  'shares',
  'tasks',
  'usage',
  'users',
] as const;

/** Of commands and tests, which show no metrics. */
type ToolSubject = 'doctor' | 'import' | 'seed' | 'test' | 'up' | 'verify';

export type StatementSubject = (typeof statementSubjects)[number];
export type StatementName = `${StatementSubject | ToolSubject}.${string}`;

/** A named SQL text. The name labels metrics and, on direct connections, the server-side prepared statement. */
export interface Statement<Row> {
  readonly name: string;
  readonly text: string;
  /** Never set: it carries the row type. */
  readonly row?: Row;
}

/** @param name at most 63 bytes (Postgres truncates longer names of prepared statements), unique in the process. */
export function statement<Row>(name: StatementName, text: string): Statement<Row> {
  return { name, text };
}
