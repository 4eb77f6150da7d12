// Knows internals of the driver's query, and how V8 treats functions that are assigned to properties.
import pg from 'pg';
import { ResultTooLarge } from './errors.js';
import type { PgClient } from './queryable.js';

export interface QueryConfig {
  /** The name of the prepared statement; without one, the text is parsed each time. */
  name?: string;
  text: string;
  values: unknown[];
  types: pg.CustomTypesConfig;
  /**
   * Statements without values and rows that are sent along, such as BEGIN and COMMIT. After one that fails, Postgres skips
   * the rest. Before a named query they need `isPrepared`: preparing it would begin a transaction of its own.
   */
  before?: string | undefined;
  after?: string | undefined;
  /** The limit for the rows, as Postgres sends them. Above it the query rejects with ResultTooLarge, and Postgres still sends. */
  maxBytes?: number | undefined;
}

/** The result of describing the columns of a statement, with which the driver makes objects of rows. */
interface Columns {
  fields: unknown;
  _parsers: unknown;
  _prebuiltEmptyResultObject: unknown;
}

/** The part of the driver's connection that is used here. */
interface Connection {
  /** The texts of the statements that are prepared, by their names. */
  readonly parsedStatements: Readonly<Record<string, string>>;
  parse(query: object): void;
  bind(config: object): void;
  describe(portal: object): void;
  execute(config: object): void;
  sync(): void;
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
  handleDataRow(message: { length: number }): void;
  handleCommandComplete(message: unknown, connection: Connection): void;
}
type Callback = (error: Error | undefined, result: pg.QueryResult) => void;
const Query = pg.Query as unknown as new (config: object, values: undefined, done: Callback) => DriverQuery;

/** Sends other statements along in the same trip, and keeps no more rows than it may. */
class AccompaniedQuery extends Query {
  readonly #before: string | undefined;
  readonly #after: string | undefined;
  readonly #done: Callback;
  readonly #maxBytes: number;
  #bytes = 0;
  #completed = 0;

  constructor(config: QueryConfig, values: undefined, done: Callback) {
    const { before, after, maxBytes = Infinity } = config;
    super(
      before === undefined && after === undefined ? config : { ...config, queryMode: 'extended' },
      values,
      done,
    );
    this.#before = before;
    this.#after = after;
    this.#done = done;
    this.#maxBytes = maxBytes;
  }

  override handleDataRow(message: { length: number }): void {
    this.#bytes += message.length;
    if (this.#bytes <= this.#maxBytes) super.handleDataRow(message);
    else this.#done(new ResultTooLarge(this.#maxBytes), this._result as unknown as pg.QueryResult);
  }

  override prepare(connection: Connection): void {
    const after = this.#after;
    let before = this.#before;
    if (before === undefined && after === undefined) return super.prepare(connection);
    const sendBefore = (): void => {
      if (before !== undefined) sendAlone(connection, before);
      before = undefined;
    };
    const accompanied: Partial<Connection> = {
      parse: (query) => (sendBefore(), connection.parse(query)),
      bind: (config) => (sendBefore(), connection.bind(config)),
      sync: () => {
        if (after !== undefined) sendAlone(connection, after);
        connection.sync();
      },
    };
    super.prepare(Object.assign(Object.create(connection) as Connection, accompanied));
  }

  override handleCommandComplete(message: unknown, connection: Connection): void {
    this.#completed += 1;
    const own = this.#before === undefined ? 1 : 2;
    if (this.#completed === own) super.handleCommandComplete(message, connection);
  }
}

function sendAlone(connection: Connection, text: string): void {
  connection.parse({ name: '', text, types: [] });
  connection.bind({ portal: '', statement: '', values: [] });
  connection.execute({ portal: '', rows: 0 });
}

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
class NamedQuery extends AccompaniedQuery {
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

interface Connected {
  readonly connection: Connection;
}

/** Whether the query needs no preparation on this connection, or is never prepared. */
export const isPrepared = (client: PgClient, { name }: Pick<QueryConfig, 'name'>): boolean =>
  name === undefined || (client as PgClient & Connected).connection.parsedStatements[name] !== undefined;

/** The rows of a statement; rejects as `client.query` does. */
export function runQuery(client: PgClient, config: QueryConfig, timeoutMs: number): Promise<unknown[]> {
  const Kind = config.name === undefined ? AccompaniedQuery : NamedQuery;
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
