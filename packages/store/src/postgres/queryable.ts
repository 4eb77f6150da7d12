import type pg from 'pg';
import type { Statement } from './statement.js';

export type PgClient = pg.Client;

/** What a read needs: the database itself or a transaction of it. */
export interface Queryable {
  /** Rows as Postgres names the columns; bigint as string, timestamptz as Date. Rejects with `CodedError`. */
  query<Row>(statement: Statement<Row>, values?: readonly unknown[]): Promise<Row[]>;
}

/** What a write needs. */
export interface Tx extends Queryable {
  /** The connection that the transaction runs on, for COPY. */
  readonly client: PgClient;
  /** After the commit, whoever waits for events is told that there are new ones, once a transaction. */
  announceEvents(): void;
  /** Runs after COMMIT. A failure is logged; the caller of the transaction waits at most 200 ms for all hooks. */
  afterCommit(hook: () => void | Promise<void>): void;
}

export interface PoolStats {
  size: number;
  max: number;
  active: number;
  waiting: number;
}

export interface Database extends Queryable {
  /** Commits what `work` did, or nothing. Deadlocks and serialization failures are tried three times in all. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** A raw client of the pool, for COPY. It goes back to the pool when `work` settles, or is closed if it failed. */
  withClient<T>(work: (client: PgClient) => Promise<T>): Promise<T>;
  ping(): Promise<void>;
  stats(): PoolStats;
  close(): Promise<void>;
}
