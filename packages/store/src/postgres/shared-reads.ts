import { isCodedError } from '@feed/platform/errors';
import type { Database, Queryable } from './queryable.js';
import type { Statement } from './statement.js';
import { createTogether, type Together } from './together.js';

/** SQL: the pairs of a viewer and an id that a statement reads for, in an order that `asked.n` gives. */
export const asked = 'unnest($1::bigint[], $2::bigint[]) WITH ORDINALITY AS asked(viewer_id, id, n)';

/** SQL: the column of a row that says for which pair it was read. */
export const askedColumn = 'asked.n::int AS asked';

interface Asked {
  asked: number;
}

/** Selects from `asked`, and returns `askedColumn`. */
export type AskedStatement<Row> = Statement<Row & Asked>;

export interface AskedReader {
  /**
   * @param rest the values from `$3` on
   * @returns the rows of all ids; those of one id are in the order of the statement
   */
  read<Row>(
    statement: AskedStatement<Row>,
    viewerId: string,
    ids: readonly string[],
    rest: readonly unknown[],
  ): Promise<Row[]>;
}

/** Reads in a statement of its own. */
export const readerOn = (q: Queryable): AskedReader => ({
  read: (statement, viewerId, ids, rest) =>
    readPairs(
      q,
      statement,
      ids.map((id) => ({ viewerId, id })),
      rest,
    ),
});

export interface SharedReads {
  /**
   * Reads for one id in a statement that concurrent callers share.
   * @param rest the values from `$3` on; only callers with the same values share
   * @param deadline on the clock of `performance.now()`: nothing is begun later
   */
  read<Row>(
    statement: AskedStatement<Row>,
    pair: Pair,
    rest: readonly unknown[],
    deadline: number,
  ): Promise<Row[]>;
}

export interface Pair {
  readonly viewerId: string;
  readonly id: string;
}

const max = 64;

type Line = Together<Pair, unknown[]>;

/**
 * @param database not one that counts connections by caller: a statement belongs to all callers who share it
 * @param maxBytes the limit for the rows of a statement; callers who exceed it together get statements of their own
 */
export function createSharedReads(database: Pick<Database, 'query'>, maxBytes?: number): SharedReads {
  const bounded: Pick<Queryable, 'query'> = {
    query: (statement, values) => database.query(statement, values, maxBytes),
  };
  const lines = new Map<string, Line>();
  return {
    read<Row>(statement: AskedStatement<Row>, pair: Pair, rest: readonly unknown[], deadline: number) {
      const key = `${statement.name} ${rest.join(' ')}`;
      const open = (): Line => {
        const line = createTogether<Pair, unknown[]>({
          max,
          run: (pairs) => readAll(bounded, statement, pairs, rest),
          mayRepeat: (error) => isCodedError(error) && error.code === 'QUERY_TOO_COMPLEX',
          onIdle: () => lines.delete(key),
        });
        lines.set(key, line);
        return line;
      };
      return (lines.get(key) ?? open())(pair, deadline) as Promise<Row[]>;
    },
  };
}

async function readAll<Row>(
  q: Pick<Queryable, 'query'>,
  statement: AskedStatement<Row>,
  pairs: readonly Pair[],
  rest: readonly unknown[],
): Promise<Row[][]> {
  const rows = await readPairs(q, statement, pairs, rest);
  const found: Row[][] = pairs.map(() => []);
  for (const row of rows) found[row.asked - 1]?.push(row);
  return found;
}

const readPairs = <Row>(
  q: Pick<Queryable, 'query'>,
  statement: AskedStatement<Row>,
  pairs: readonly Pair[],
  rest: readonly unknown[],
): Promise<(Row & Asked)[]> =>
  q.query(statement, [
    array(pairs.map(({ viewerId }) => viewerId)),
    array(pairs.map(({ id }) => id)),
    ...rest,
  ]);

const array = (ids: readonly string[]): string => `{${ids.join(',')}}`;
