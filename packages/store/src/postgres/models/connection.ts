// Knows internals of Sequelize: a call runs on the `connection` of the transaction that it is given, and the Postgres
// dialect uses nothing of a connection but `query` with a callback.
import type { CodedError } from '@feed/platform/errors';
import type { Transaction } from 'sequelize';
import { toCodedError } from '../errors.js';
import type { Queryable } from '../queryable.js';

/** The part of a pool or a transaction that a model uses. */
export type Runner = Pick<Queryable, 'query'>;

/** The arguments of a call of Sequelize. */
export interface On {
  transaction: Transaction;
  /** The number of rows that the call's statement returned. */
  rowCount(): number;
}

/**
 * Runs the SQL of one Sequelize call as a statement of `runner`, with the deadline, the metrics and the errors of `runner`.
 * @param name of the statement, for metrics
 */
export async function runOn<T>(runner: Runner, name: string, call: (on: On) => Promise<T>): Promise<T> {
  const connection = new Connection(runner, name);
  const transaction = { connection } as unknown as Transaction;
  try {
    return await call({ transaction, rowCount: () => connection.rowCount });
  } catch (error) {
    throw connection.failure ?? toCodedError(error);
  }
}

type Done = (error: Error | null, result?: { rows: unknown[]; rowCount: number }) => void;

class Connection {
  failure: CodedError | undefined;
  rowCount = 0;
  readonly #runner: Runner;
  readonly #name: string;

  constructor(runner: Runner, name: string) {
    this.#runner = runner;
    this.#name = name;
  }

  query(sql: string, ...rest: [unknown[], Done] | [Done]): void {
    const [values, done] = rest.length === 2 ? rest : [[], rest[0]];
    this.#run(sql, values).then(
      (rows) => done(null, { rows, rowCount: rows.length }),
      (failure: unknown) => {
        this.failure = toCodedError(failure);
        // Sequelize attaches the statement and its values to the error that it receives, and errors are logged.
        done(new Error('the statement failed'));
      },
    );
  }

  async #run(sql: string, values: unknown[]): Promise<unknown[]> {
    // A runner returns rows and no count, so a DELETE has to return one row for each that it deletes.
    const counted = sql.startsWith('DELETE') ? `${sql.replace(/;$/, '')} RETURNING 1 AS one` : sql;
    const text = counted.includes('\\') ? escapeBackslashes(counted) : counted;
    const rows = await this.#runner.query({ name: this.#name, text, prepared: false }, values);
    this.rowCount = rows.length;
    return rows;
  }
}

/**
 * Sequelize writes values into the SQL. What a backslash means there is a setting of the session, except in literals
 * that start with E: with the wrong setting, a value could end its literal.
 */
const escapeBackslashes = (sql: string): string =>
  sql.replace(/(?<!\w)(E?)('(?:[^']|'')*')/g, (literal, escaped: string, quoted: string) =>
    escaped || !quoted.includes('\\') ? literal : `E${quoted.replaceAll('\\', '\\\\')}`,
  );

/**
 * Rejects the NUL character, as Postgres does in a statement; Sequelize would replace it.
 * @throws CodedError INVALID_INPUT
 */
export function requireStorable(values: object): void {
  const texts = Object.values(values).filter((value) => typeof value === 'string');
  if (texts.some((text) => text.includes('\0'))) throw toCodedError({ code: '22021' });
}
