import type { Writer } from './queryable.js';

/** How a statement treats rows that another transaction has locked. */
export type Locking = 'wait' | 'skip';

/**
 * A write that is one statement for any number of items: it changes rows, records what happened, and returns what is shown
 * afterwards. Each item gets the outcome that it would have if the items were written one after the other.
 */
export interface SharedWrite<Item, Outcome> {
  /** The row that items are likely to wait for each other at, such as the post that they like. */
  keyOf(item: Item): string;
  /**
   * Runs the statement in a transaction, or commits it by itself.
   * @returns the outcomes in the order of the items, undefined for an item whose rows were skipped or do not exist
   */
  run(writer: Writer, items: readonly Item[], locking: Locking): Promise<readonly (Outcome | undefined)[]>;
}

/** SQL: locks the rows of this alias, which the query has to order by their ids. */
export const lockClause = (locking: Locking, alias: string): string =>
  `FOR NO KEY UPDATE OF ${alias}${locking === 'skip' ? ' SKIP LOCKED' : ''}`;
