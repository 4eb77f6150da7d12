import type { CodedError, ErrorCode } from '@feed/platform/errors';
import type { Logger } from '@feed/platform/logger';
import { performance } from 'node:perf_hooks';
import pg from 'pg';
import {
  clientConfig,
  responseTimeoutMs,
  type DatabaseOptions as ConnectionOptions,
} from './connection-options.js';
import { readOnlySqlState, sqlState, toCodedError } from './errors.js';
import { type QueryConfig, runQuery } from './named-query.js';
import { openPool, type OpenTransaction, type Pool } from './pool.js';
import type { Database, PgClient, TransactionOptions, Tx } from './queryable.js';
import { beginStatement, noResponse, seemsSilent, unwatched, type ServerState } from './server-state.js';
import { cut, newClient } from './session.js';
import { statement, type Statement } from './statement.js';
import { isConcurrencyFailure, retried, runHooks } from './transaction.js';

export { statement } from './statement.js';
export type { Database, PgClient, Queryable, Tx } from './queryable.js';

/** Events the pool emits. */
export interface DatabaseEvents {
  /** A statement ended, successfully or not. */
  ran?(statement: string, seconds: number): void;
  /** A statement, a commit or an attempt to get a connection failed. */
  failed?(code: ErrorCode): void;
}

export interface DatabaseOptions extends ConnectionOptions {
  events?: DatabaseEvents | undefined;
  logger?: Logger | undefined;
  /** Called after the commit of a transaction that recorded events; a failure is logged. */
  onEvents?: (() => void | Promise<void>) | undefined;
}

interface Core {
  readonly pool: Pool;
  readonly options: DatabaseOptions;
  readonly state: ServerState;
  responses: number;
  /** The connections that the pool does not count. */
  readonly outside: Set<PgClient>;
  closed: boolean;
}

type Hook = () => void | Promise<void>;

/**
 * The driver's own parsers, because Sequelize's convert enums and dates differently. A bigint stays the text that it
 * arrives as.
 */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, (text) => text);

const featureNotSupported = '0A000';

const ping = statement<{ ok: number }>('ping.select', 'SELECT 1 AS ok');

/** Opens no connection yet: they are opened on demand, and again after an outage. */
export function openDatabase(options: DatabaseOptions): Database {
  const counts = { responses: 0, outside: new Set<PgClient>(), closed: false };
  const core: Core = { pool: openPool(options), options, state: unwatched(), ...counts };
  const { pool, state } = core;
  const { onEvents, logger } = options;
  return {
    query: (statement, values, maxBytes) => runStatement(core, statement, values, maxBytes),
    withClient: (work) => pooled(core, work).catch(throwCoded),
    transaction: (work, how) => retried(() => runTransaction(core, work, how)),
    announceEvents: () => void runHooks(onEvents ? [onEvents] : [], logger),
    ping: async () => void (await runStatement(core, ping)),
    stats: () => pool.stats(),
    watched: {
      state,
      responses: () => core.responses,
      newClient: () => outside(core),
      renew: () => pool.renew(),
      abandon: () => pool.abandon(),
    },
    close: async () => {
      core.closed = true;
      core.outside.forEach(cut);
      await pool.close();
    },
  };
}

function outside(core: Core): PgClient {
  if (core.closed) throw noResponse(new Error('the database was closed'));
  const client = newClient(clientConfig(core.options));
  core.outside.add(client);
  client.once('end', () => core.outside.delete(client));
  return client;
}

function throwCoded(error: unknown): never {
  throw toCodedError(error);
}

async function pooled<T>(core: Core, work: (client: PgClient) => Promise<T>): Promise<T> {
  if (!core.state.responds) throw failure(core, noResponse());
  return core.pool.lend(work, (error) => unlent(core, error));
}

async function runStatement<Row>(
  core: Core,
  statement: Statement<Row>,
  values?: readonly unknown[],
  maxBytes?: number,
): Promise<Row[]> {
  try {
    const timeoutMs = responseTimeoutMs(core.options);
    return await pooled(core, (client) =>
      execute(core, (query) => runQuery(client, { ...query, maxBytes }, timeoutMs), statement, values),
    );
  } catch (error) {
    if (!mayRunAgain(core.state, error)) throw toCodedError(error);
    return retried(() => runTransaction(core, (tx) => tx.query(statement, values)));
  }
}

/**
 * Whether the defaults of its session, which a transaction overrides, may have made a statement fail. Postgres has rolled
 * it back then.
 */
const mayRunAgain = (state: ServerState, error: unknown): boolean =>
  isConcurrencyFailure(error) || (sqlState(error) === readOnlySqlState && state.writable === true);

async function execute<Row>(
  core: Core,
  run: (query: QueryConfig) => Promise<unknown[]>,
  statement: Statement<Row>,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const { events, pooler } = core.options;
  // Prepared statements live in a server session, which a pooler in transaction mode does not provide.
  const prepared = pooler === 'none' && statement.prepared !== false;
  const name = prepared ? { name: statement.name } : undefined;
  const query = { ...name, text: statement.text, values: values as unknown[], types };
  const started = performance.now();
  try {
    const rows = await run(query);
    core.responses += 1;
    return rows as Row[];
  } catch (error) {
    if (error instanceof pg.DatabaseError) core.responses += 1;
    throw failure(core, error);
  } finally {
    events?.ran?.(statement.name, (performance.now() - started) / 1000);
  }
}

/** A failure is counted where it happens, because an error that is passed up later may be the caller's own. */
function failure({ options }: Core, error: unknown): CodedError {
  const coded = toCodedError(error);
  options.events?.failed?.(coded.code);
  return coded;
}

/** The failure of an attempt to get a connection. */
function unlent(core: Core, error: unknown): CodedError {
  const coded = toCodedError(error);
  const silent = coded.code === 'OVERLOADED' && seemsSilent(core.state);
  return failure(core, silent ? noResponse(error) : coded);
}

async function begin(core: Core, withFirst: boolean): Promise<OpenTransaction> {
  try {
    return await core.pool.begin({ start: beginStatement(core.state), withFirst });
  } catch (error) {
    if (!isStandby(core, error)) throw unlent(core, error);
    return begin(core, withFirst);
  }
}

/** Whether the server has become a standby since the watch looked: its transactions cannot ask for the right to write. */
function isStandby({ state }: Core, error: unknown): boolean {
  if (sqlState(error) !== featureNotSupported || state.writable === undefined) return false;
  state.writable = undefined;
  return true;
}

async function runTransaction<T>(
  core: Core,
  work: (tx: Tx) => Promise<T>,
  { beginWithFirst = false }: TransactionOptions = {},
): Promise<T> {
  const hooks: Hook[] = [];
  const failed = (error: unknown): never => {
    throw failure(core, error);
  };
  if (!core.state.responds) throw failure(core, noResponse());
  const transaction = await begin(core, beginWithFirst);
  let result: T;
  try {
    result = await work(transactionHandle(core, transaction, hooks));
    await transaction.commit().catch(failed);
  } catch (error) {
    await transaction.rollBack(error);
    if (beginWithFirst && isStandby(core, error)) return runTransaction(core, work, { beginWithFirst });
    throw toCodedError(error);
  }
  await runHooks(hooks, core.options.logger);
  return result;
}

function transactionHandle(core: Core, { client, run }: OpenTransaction, hooks: Hook[]): Tx {
  return {
    client,
    query: (statement, values) => execute(core, run, statement, values),
    commitWith: (statement, values) => execute(core, (query) => run(query, true), statement, values),
    announceEvents: () => {
      const { onEvents } = core.options;
      if (onEvents && !hooks.includes(onEvents)) hooks.push(onEvents);
    },
    afterCommit: (hook) => void hooks.push(hook),
  };
}
