import type { CodedError, ErrorCode } from '@feed/platform/errors';
import type { Logger } from '@feed/platform/logger';
import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { Sequelize, type Transaction } from 'sequelize';
import {
  answerTimeoutMs,
  sequelizeOptions,
  withoutSslMode,
  type DatabaseOptions as ConnectionOptions,
} from './connection-options.js';
import { toCodedError } from './errors.js';
import { runQuery } from './named-query.js';
import type { Database, PgClient, PoolStats, Tx } from './queryable.js';
import { statement, type Statement } from './statement.js';
import { retried, runHooks } from './transaction.js';

export { statement } from './statement.js';
export type { Database, PgClient, Queryable, Tx } from './queryable.js';

/** What is told of the work of a pool. */
export interface DatabaseEvents {
  /** A statement was answered, or failed. */
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

/** The parts of Sequelize's connection manager that its types leave out. */
interface ConnectionManager {
  releaseConnection(client: PgClient): void;
  destroyConnection(client: PgClient): Promise<void>;
  readonly pool: {
    acquire(type: 'read' | 'write'): Promise<PgClient>;
    size: number;
    maxSize: number;
    using: number;
    waiting: number;
  };
}

interface Core {
  readonly sequelize: Sequelize;
  readonly manager: ConnectionManager;
  readonly options: DatabaseOptions;
}

/** The driver's own parsers: Sequelize's turn enums and dates into something else. A bigint stays the text that it comes as. */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, (text) => text);

const ping = statement<{ ok: number }>('ping.select', 'SELECT 1 AS ok');

/** Opens nothing yet: connections are made when they are needed, and again after an outage. */
export function openDatabase(options: DatabaseOptions): Database {
  const sequelize = new Sequelize(withoutSslMode(options.url), sequelizeOptions(options));
  const manager = sequelize.connectionManager as unknown as ConnectionManager;
  const core: Core = { sequelize, manager, options };
  return {
    query: (statement, values) => pooled(core, (client) => execute(core, client, statement, values)),
    withClient: (work) => pooled(core, work),
    transaction: (work) => retried(() => runTransaction(core, work)),
    ping: async () => void (await pooled(core, (client) => execute(core, client, ping, []))),
    stats: () => stats(manager),
    close: () => sequelize.close(),
  };
}

function stats({ pool }: ConnectionManager): PoolStats {
  return { size: pool.size, max: pool.maxSize, active: pool.using, waiting: pool.waiting };
}

async function pooled<T>(core: Core, work: (client: PgClient) => Promise<T>): Promise<T> {
  let client: PgClient;
  try {
    // Straight from the pool: `getConnection` asks for hooks twice, and there are none.
    client = await core.manager.pool.acquire('write');
  } catch (error) {
    throw failure(core, error);
  }
  try {
    const result = await work(client);
    core.manager.releaseConnection(client);
    return result;
  } catch (error) {
    await giveBack(core.manager, client, error);
    throw toCodedError(error);
  }
}

/** After a refused statement the connection is fine; after anything else nobody knows, so it is closed. */
async function giveBack(manager: ConnectionManager, client: PgClient, error: unknown): Promise<void> {
  const cause = error instanceof Error && 'cause' in error && error.cause ? error.cause : error;
  if (cause instanceof pg.DatabaseError && cause.severity === 'ERROR') manager.releaseConnection(client);
  else await manager.destroyConnection(client).catch(() => undefined);
}

async function execute<Row>(
  core: Core,
  client: PgClient,
  statement: Statement<Row>,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const { events, pooler } = core.options;
  // Named statements live in a server session, which a pooler in transaction mode does not give.
  const named = pooler === 'none' && statement.prepared !== false ? { name: statement.name } : undefined;
  const query = { ...named, text: statement.text, values: values as unknown[], types };
  const started = performance.now();
  try {
    return (await runQuery(client, query, answerTimeoutMs(core.options))) as Row[];
  } catch (error) {
    throw failure(core, error);
  } finally {
    events?.ran?.(statement.name, (performance.now() - started) / 1000);
  }
}

/** Told where it happens: what passes by on its way up may be a fault of the caller. */
function failure({ options }: Core, error: unknown): CodedError {
  const coded = toCodedError(error);
  options.events?.failed?.(coded.code);
  return coded;
}

async function runTransaction<T>(core: Core, work: (tx: Tx) => Promise<T>): Promise<T> {
  const hooks: (() => void | Promise<void>)[] = [];
  const refused = (error: unknown): never => {
    throw failure(core, error);
  };
  const transaction = await core.sequelize.transaction().catch(refused);
  let result: T;
  try {
    result = await work(transactionHandle(core, transaction, hooks));
    await transaction.commit().catch(refused);
  } catch (error) {
    await rollBack(transaction);
    throw toCodedError(error);
  }
  await runHooks(hooks, core.options.logger);
  return result;
}

/** A rollback that fails has closed its connection, which rolls back as well. */
async function rollBack(transaction: Transaction): Promise<void> {
  const { finished } = transaction as Transaction & { finished?: string };
  if (finished === undefined) await transaction.rollback().catch(() => undefined);
}

function transactionHandle(core: Core, transaction: Transaction, hooks: (() => void | Promise<void>)[]): Tx {
  const { connection } = transaction as Transaction & { connection: PgClient };
  return {
    client: connection,
    query: (statement, values) => execute(core, connection, statement, values),
    announceEvents: () => {
      const { onEvents } = core.options;
      if (onEvents && !hooks.includes(onEvents)) hooks.push(onEvents);
    },
    afterCommit: (hook) => void hooks.push(hook),
  };
}
