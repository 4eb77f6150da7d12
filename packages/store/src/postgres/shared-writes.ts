import pg from 'pg';
import { driverError, toCodedError } from './errors.js';
import type { Database, Writer } from './queryable.js';
import { createTogether, type Together } from './together.js';

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

export interface SharedWrites {
  /**
   * Writes one item in a statement that concurrent callers share, and resolves after its commit.
   * @param deadline on the clock of `performance.now()`: nothing is begun for the item later
   * @returns undefined when the rows that it needs do not exist
   */
  run<Item, Outcome>(
    write: SharedWrite<Item, Outcome>,
    item: Item,
    deadline: number,
  ): Promise<Outcome | undefined>;
}

const max = 64;

/** The items of one kind of write. */
type Line<Item, Outcome> = (item: Item, deadline: number) => Promise<Outcome | undefined>;

/** @param database not one that counts connections by caller: a statement belongs to all callers who share it */
export function createSharedWrites(database: Database): SharedWrites {
  const lines = new Map<object, Line<never, unknown>>();
  return {
    run<Item, Outcome>(write: SharedWrite<Item, Outcome>, item: Item, deadline: number) {
      const line = (lines.get(write) as Line<Item, Outcome> | undefined) ?? lineOf(database, write);
      lines.set(write, line);
      return line(item, deadline);
    },
  };
}

/**
 * Statements never wait for rows that a transaction has locked: their other callers would wait with them. An item whose
 * row was locked, and those for the same row that come after it, go together in statements of their own, which wait.
 */
function lineOf<Item, Outcome>(database: Database, write: SharedWrite<Item, Outcome>): Line<Item, Outcome> {
  const common = { max, mayRepeat: hadNoEffect };
  const run = (locking: Locking) => (items: readonly Item[]) => write.run(database, items, locking);
  const all = createTogether({ ...common, run: run('skip') });
  const waiting = new Map<string, Together<Item, Outcome | undefined>>();

  function wait(item: Item, deadline: number): Promise<Outcome | undefined> {
    const key = write.keyOf(item);
    const onIdle = (): void => void waiting.delete(key);
    const queue = waiting.get(key) ?? createTogether({ ...common, run: run('wait'), onIdle });
    waiting.set(key, queue);
    return queue(item, deadline);
  }

  return async (item, deadline) => {
    if (waiting.has(write.keyOf(item))) return wait(item, deadline);
    return (await all(item, deadline)) ?? wait(item, deadline);
  };
}

/** Whether Postgres rolled the statement back, for a reason that may lie in one of its items. */
function hadNoEffect(error: unknown): boolean {
  const { code } = toCodedError(error);
  return driverError(error) instanceof pg.DatabaseError && code !== 'UNAVAILABLE' && code !== 'READ_ONLY';
}

/**
 * SQL: the rows with these ids, locked in the order of their ids, so that statements for many rows take turns instead of
 * deadlocking. As a CTE it must be MATERIALIZED; it then has the newest version of each row.
 * @param ids SQL: an array
 */
export const lockedRows = (table: string, ids: string, locking: Locking): string => `
    SELECT * FROM ${table} WHERE id = ANY(${ids}::bigint[]) ORDER BY id
    FOR NO KEY UPDATE${locking === 'skip' ? ' SKIP LOCKED' : ''}`;

/**
 * SQL that records an event for each row of a CTE.
 * @param from the CTE
 * @param requestId, payload SQL for the id of the request and the ids in the payload
 */
export type RecordEach<Field extends string> = (of: {
  from: string;
  requestId: string;
  payload: Record<Field, string>;
}) => string;
