// Knows from Sequelize's inside that a call runs on the `connection` of the transaction that it is given, and that its
// Postgres dialect asks nothing of a connection but `query` with a callback.
import type { CodedError } from '@feed/platform/errors';
import type { Transaction } from 'sequelize';
import { toCodedError } from '../errors.js';
import type { Queryable } from '../queryable.js';

/** What a model runs on: the one method of a pool or a transaction. */
export type Runner = Pick<Queryable, 'query'>;

/** To be passed to a call of Sequelize. */
export interface On {
  transaction: Transaction;
  /** Rows that the call's statement returned. */
  rowCount(): number;
}

/**
 * Runs what one call of Sequelize writes as a statement of `runner`, with its deadline, its metrics and its errors.
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
        // Sequelize writes the statement and its values on the error that it gets, and errors are logged.
        done(new Error('the statement failed'));
      },
    );
  }

  async #run(sql: string, values: unknown[]): Promise<unknown[]> {
    // A runner gives rows and no count, so what is deleted has to be returned.
    const text = sql.startsWith('DELETE') ? `${sql.replace(/;$/, '')} RETURNING 1 AS one` : sql;
    const rows = await this.#runner.query({ name: this.#name, text, prepared: false }, values);
    this.rowCount = rows.length;
    return rows;
  }
}

/**
 * Sequelize would replace the character that Postgres cannot store; a statement is rejected for it.
 * @throws CodedError INVALID_INPUT
 */
export function requireStorable(values: object): void {
  const texts = Object.values(values).filter((value) => typeof value === 'string');
  if (texts.some((text) => text.includes('\0'))) throw toCodedError({ code: '22021' });
}
