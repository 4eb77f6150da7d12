/** A named SQL text. The name labels metrics and, on direct connections, the server-side prepared statement. */
export interface Statement<Row> {
  readonly name: string;
  readonly text: string;
  /** Never set: it carries the row type. */
  readonly row?: Row;
}

/** @param name at most 63 bytes (Postgres truncates longer names of prepared statements), unique in the process. */
export function statement<Row>(name: string, text: string): Statement<Row> {
  return { name, text };
}
