import type pg from 'pg';
import type { ServerState } from './server-state.js';
import type { Statement } from './statement.js';

export type PgClient = pg.Client;

/** The argument of every read: a pool, or a transaction on it. */
export interface Queryable {
  /** Rows as Postgres names the columns; bigint as string, timestamptz as Date. Rejects with `CodedError`. */
  query<Row>(statement: Statement<Row>, values?: readonly unknown[]): Promise<Row[]>;
}

/** The argument of a write that is one statement: a transaction, or a database, which commits the statement by itself. */
export interface Writer extends Queryable {
  /** Signals that events were recorded. A transaction does so after its commit, once, however often this is called. */
  announceEvents(): void;
}

/** The argument of every other write: a transaction. */
export interface Tx extends Writer {
  /** The connection that the transaction runs on, for COPY. */
  readonly client: PgClient;
  /** Runs the last statement of the transaction, and commits in the same trip. */
  commitWith<Row>(statement: Statement<Row>, values?: readonly unknown[]): Promise<Row[]>;
  /** Runs after COMMIT. A failure is logged; the caller of the transaction waits at most 200 ms for all hooks. */
  afterCommit(hook: () => void | Promise<void>): void;
}

export interface PoolStats {
  size: number;
  max: number;
  active: number;
  waiting: number;
}

/** The part of a database that a watch of its server reads and acts on. */
export interface Watched {
  readonly state: ServerState;
  /** How many statements the server has responded to. */
  responses(): number;
  /** An unconnected client with the settings of the pool's, which the pool does not count. */
  newClient(): PgClient;
  /** Lends no connection again that is open now: new ones begin with the present defaults of the database. */
  renew(): void;
  /** Cuts every connection: what waits for a response fails with UNAVAILABLE. */
  abandon(): void;
}

export interface TransactionOptions {
  /** Begins with the first statement of `work`, which saves a trip. `work` must not use `client` before. Default: false. */
  beginWithFirst?: boolean;
}

export interface Database extends Writer {
  /**
   * @param maxBytes the limit for the rows, as Postgres sends them. Above it the query rejects with QUERY_TOO_COMPLEX, and
   * its connection is closed, so that Postgres stops. Default: none
   */
  query<Row>(statement: Statement<Row>, values?: readonly unknown[], maxBytes?: number): Promise<Row[]>;
  /** Commits what `work` did, or nothing. After a deadlock or a serialization failure it is retried, up to three attempts in all. */
  transaction<T>(work: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Lends a raw client of the pool, for COPY. If `work` fails for a reason other than its SQL, the client is closed. */
  withClient<T>(work: (client: PgClient) => Promise<T>): Promise<T>;
  ping(): Promise<void>;
  stats(): PoolStats;
  /** The part for a watch of the server. */
  readonly watched: Watched;
  close(): Promise<void>;
}
