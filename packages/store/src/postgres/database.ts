import type { CodedError, ErrorCode } from '@feed/platform/errors';
import type { Logger } from '@feed/platform/logger';
import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { responseTimeoutMs, type DatabaseOptions as ConnectionOptions } from './connection-options.js';
import { toCodedError } from './errors.js';
import { runQuery } from './named-query.js';
import { openPool, type OpenTransaction, type Pool } from './pool.js';
import type { Database, PgClient, Tx } from './queryable.js';
import { statement, type Statement } from './statement.js';
import { retried, runHooks } from './transaction.js';

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
}

type Hook = () => void | Promise<void>;

/**
 * The driver's own parsers, because Sequelize's convert enums and dates differently. A bigint stays the text that it
 * arrives as.
 */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, (text) => text);

const ping = statement<{ ok: number }>('ping.select', 'SELECT 1 AS ok');

/** Opens no connection yet: they are opened on demand, and again after an outage. */
export function openDatabase(options: DatabaseOptions): Database {
  const core: Core = { pool: openPool(options), options };
  return {
    query: (statement, values) => pooled(core, (client) => execute(core, client, statement, values)),
    withClient: (work) => pooled(core, work),
    transaction: (work) => retried(() => runTransaction(core, work)),
    ping: async () => void (await pooled(core, (client) => execute(core, client, ping, []))),
    stats: () => core.pool.stats(),
    close: () => core.pool.close(),
  };
}

async function pooled<T>(core: Core, work: (client: PgClient) => Promise<T>): Promise<T> {
  try {
    return await core.pool.lend(work, (error) => failure(core, error));
  } catch (error) {
    throw toCodedError(error);
  }
}

async function execute<Row>(
  core: Core,
  client: PgClient,
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
    return (await runQuery(client, query, responseTimeoutMs(core.options))) as Row[];
  } catch (error) {
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

async function runTransaction<T>(core: Core, work: (tx: Tx) => Promise<T>): Promise<T> {
  const hooks: Hook[] = [];
  const failed = (error: unknown): never => {
    throw failure(core, error);
  };
  const transaction = await core.pool.begin().catch(failed);
  let result: T;
  try {
    result = await work(transactionHandle(core, transaction, hooks));
    await transaction.commit().catch(failed);
  } catch (error) {
    await transaction.rollBack();
    throw toCodedError(error);
  }
  await runHooks(hooks, core.options.logger);
  return result;
}

function transactionHandle(core: Core, { client }: OpenTransaction, hooks: Hook[]): Tx {
  return {
    client,
    query: (statement, values) => execute(core, client, statement, values),
    announceEvents: () => {
      const { onEvents } = core.options;
      if (onEvents && !hooks.includes(onEvents)) hooks.push(onEvents);
    },
    afterCommit: (hook) => void hooks.push(hook),
  };
}
