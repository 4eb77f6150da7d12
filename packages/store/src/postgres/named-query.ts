// Knows internals of the driver's query, and how V8 treats functions that are assigned to properties.
import pg from 'pg';
import type { PgClient } from './queryable.js';

export interface QueryConfig {
  /** The name of the prepared statement; without one, the text is parsed each time. */
  name?: string;
  text: string;
  values: unknown[];
  types: pg.CustomTypesConfig;
}

/** The result of describing the columns of a statement, with which the driver makes objects of rows. */
interface Columns {
  fields: unknown;
  _parsers: unknown;
  _prebuiltEmptyResultObject: unknown;
}

/** The part of the driver's connection that is used here. */
interface Connection {
  describe(portal: object): void;
}

interface Session {
  /** By the name of the statement. */
  readonly columns: Map<string, Columns>;
  /** The same connection, except that it asks for no description. */
  readonly silent: Connection;
}

/** The parts of the driver's query that its types leave out. */
interface DriverQuery {
  readonly name: string;
  readonly _result: Columns;
  _accumulateRows: unknown;
  prepare(connection: Connection): void;
  handleRowDescription(message: unknown): void;
}
type Callback = (error: Error | undefined, result: pg.QueryResult) => void;
const Query = pg.Query as unknown as new (config: object, values: undefined, done: Callback) => DriverQuery;

const sessions = new WeakMap<Connection, Session>();

function sessionOf(connection: Connection): Session {
  const known = sessions.get(connection);
  if (known) return known;
  const silent = Object.create(connection, { describe: { value: () => undefined } }) as Connection;
  const session = { columns: new Map<string, Columns>(), silent };
  sessions.set(connection, session);
  return session;
}

/**
 * Asks for a description of the columns once per connection. Asking each time would cost reads of the feed a tenth of
 * their rate. The columns cannot change: Postgres rejects a prepared statement whose columns have.
 */
class NamedQuery extends Query {
  #session: Session | undefined;

  override prepare(connection: Connection): void {
    this.#session = sessionOf(connection);
    const columns = this.#session.columns.get(this.name);
    if (!columns) return super.prepare(connection);
    Object.assign(this._result, columns);
    this._accumulateRows = true;
    super.prepare(this.#session.silent);
  }

  override handleRowDescription(message: unknown): void {
    super.handleRowDescription(message);
    const { fields, _parsers, _prebuiltEmptyResultObject } = this._result;
    this.#session?.columns.set(this.name, { fields, _parsers, _prebuiltEmptyResultObject });
  }
}

/** The property in which the driver keeps its own deadline. */
interface Timed {
  readonly connectionParameters: { query_timeout: number };
}

/** The rows of a statement; rejects as `client.query` does. */
export function runQuery(client: PgClient, config: QueryConfig, timeoutMs: number): Promise<unknown[]> {
  const Kind = config.name === undefined ? Query : NamedQuery;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Query read timeout')), timeoutMs);
    const query = new Kind(config, undefined, (error, result) => {
      clearTimeout(timer);
      if (error) reject(error);
      else resolve(result.rows);
    });
    const { connectionParameters } = client as PgClient & Timed;
    const { query_timeout: driversTimeout } = connectionParameters;
    // For its own deadline the driver assigns a function to a property of the query. V8 takes such a function for a
    // method and keeps it, with the rows that it refers to, until the next full collection.
    connectionParameters.query_timeout = 0;
    client.query(query as unknown as pg.Submittable);
    connectionParameters.query_timeout = driversTimeout;
  });
}
