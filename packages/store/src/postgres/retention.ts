/** How one kind of row is removed once its period has passed. */
export interface RetentionRule<Period extends string = string> {
  /** Which of the configured periods applies. */
  readonly period: Period;
  /** $1: the period in seconds, $2: the maximum number of rows. It returns one row for each that it removed. */
  readonly sql: string;
}

/** By the kind of what is removed, a label of metrics. The rules are applied in their order. */
export type RetentionRules = Readonly<Record<string, RetentionRule>>;

/** SQL: rows that ended before this moment are removed. */
export const past = 'now() - make_interval(secs => $1)';

/**
 * Removes the rows of `table`, under `alias`, that the rest of a SELECT finds. The rows are in an array because it is
 * computed once; a subquery under IN may be repeated, and would then remove more than the limit.
 */
export const removal = (table: string, alias: string, selection: string): string =>
  `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
     SELECT ${alias}.ctid FROM ${table} ${alias} ${selection} LIMIT $2 FOR UPDATE OF ${alias} SKIP LOCKED))
   RETURNING 1 AS one`;
