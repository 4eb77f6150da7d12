// Knows internals of Sequelize: how its pool lends connections, and that it lends none that is marked as invalid.
import { isCodedError } from '@feed/platform/errors';
import pg from 'pg';
import { Sequelize } from 'sequelize';
import {
  responseTimeoutMs,
  sequelizeOptions,
  withoutSslMode,
  type DatabaseOptions,
} from './connection-options.js';
import { driverError, readOnlySqlState, sqlState } from './errors.js';
import { isPrepared, type QueryConfig, runQuery } from './named-query.js';
import type { PgClient, PoolStats } from './queryable.js';
import { cut } from './session.js';

export interface Pool {
  /**
   * Lends a connection to `work`. Afterwards it goes back to the pool, unless its state is unknown.
   * @param failed creates the error when no connection can be lent
   */
  lend<T>(work: (client: PgClient) => Promise<T>, failed: (error: unknown) => Error): Promise<T>;
  /** Begins a transaction at once, or, which saves a trip, with its first statement. */
  begin(options?: BeginOptions): Promise<OpenTransaction>;
  /** Lends no connection again that is open now: new ones begin with the present defaults of the database. */
  renew(): void;
  /** Cuts every connection: what waits for a response fails with UNAVAILABLE. */
  abandon(): void;
  stats(): PoolStats;
  close(): Promise<void>;
}

export interface BeginOptions {
  /** The statement that begins the transaction. Default: BEGIN. */
  start?: string;
  /** Nothing may run on the client then, except by `run`, before `run` has been called. */
  withFirst?: boolean;
}

export interface OpenTransaction {
  readonly client: PgClient;
  /** Runs a statement. @param last commits in the same trip, and gives the connection back */
  run(query: QueryConfig, last?: boolean): Promise<unknown[]>;
  /** Does nothing after the last statement. */
  commit(): Promise<void>;
  /** Never rejects. @param reason the error that made it necessary, if there was one */
  rollBack(reason?: unknown): Promise<void>;
}

/** A connection with the mark by which Sequelize knows that it must not be lent again. */
type Marked = PgClient & { _invalid?: boolean };

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

/** A younger connection than this is kept although it is read-only: a new one would be so as well. */
const readOnlyMs = 1_000;

/** Opens no connection yet: they are opened on demand, and again after an outage. */
export function openPool(options: DatabaseOptions): Pool {
  const sequelize = new Sequelize(withoutSslMode(options.url), sequelizeOptions(options));
  const manager = sequelize.connectionManager as unknown as ConnectionManager;
  const openedAt = new Map<Marked, number>();
  sequelize.addHook('afterConnect', (connection: unknown) => {
    const client = connection as Marked;
    openedAt.set(client, Date.now());
    client.once('end', () => openedAt.delete(client));
  });
  const lending: Lending = {
    manager,
    timeoutMs: responseTimeoutMs(options),
    judge: (client, error) => {
      const age = Date.now() - (openedAt.get(client as Marked) ?? 0);
      if (sqlState(error) === readOnlySqlState && age > readOnlyMs) (client as Marked)._invalid = true;
    },
  };
  return {
    lend: (work, failed) => lend(lending, work, failed),
    begin: (beginOptions = {}) => begin(lending, beginOptions),
    renew: () => openedAt.forEach((_, client) => (client._invalid = true)),
    abandon: () => openedAt.forEach((_, client) => cut(client)),
    stats: () => {
      const { pool } = manager;
      return { size: pool.size, max: pool.maxSize, active: pool.using, waiting: pool.waiting };
    },
    close: () => sequelize.close(),
  };
}

interface Lending {
  readonly manager: ConnectionManager;
  /** How long to wait for the response to BEGIN, COMMIT or ROLLBACK. */
  readonly timeoutMs: number;
  /** Marks a connection that must not be lent again because of this error. */
  judge(client: PgClient, error: unknown): void;
}

async function lend<T>(
  lending: Lending,
  work: (client: PgClient) => Promise<T>,
  failed: (error: unknown) => Error,
): Promise<T> {
  const { manager } = lending;
  // The pool is used directly: `getConnection` would run hooks twice, and there are none.
  const client = await manager.pool.acquire('write').catch((error: unknown) => {
    throw failed(error);
  });
  try {
    const result = await work(client);
    manager.releaseConnection(client);
    return result;
  } catch (error) {
    await giveBack(lending, client, error);
    throw error;
  }
}

const rejectedByPostgres = (cause: unknown): boolean =>
  cause instanceof pg.DatabaseError && cause.severity === 'ERROR';

/** After a statement that Postgres rejected, the connection is usable. After any other failure its state is unknown. */
async function giveBack({ manager, judge }: Lending, client: PgClient, error: unknown): Promise<void> {
  judge(client, error);
  if (rejectedByPostgres(driverError(error))) manager.releaseConnection(client);
  else await manager.destroyConnection(client).catch(() => undefined);
}

/** A connection that was lent to a transaction. */
interface Lent {
  readonly lending: Lending;
  readonly client: PgClient;
  /** The statement that begins the transaction. */
  readonly start: string;
  begun: boolean;
  ended: boolean;
}

async function begin(lending: Lending, options: BeginOptions): Promise<OpenTransaction> {
  const { start = 'BEGIN', withFirst = false } = options;
  const client = await lending.manager.pool.acquire('write');
  const lent: Lent = { lending, client, start, begun: false, ended: false };
  if (!withFirst) await beginAtOnce(lent);
  return {
    client,
    run: (query, last) => runIn(lent, query, last),
    commit: async () => {
      if (lent.ended) return;
      if (lent.begun) await runOrGiveBack(lent, 'COMMIT');
      release(lent);
    },
    rollBack: (reason) => rollBack(lent, reason),
  };
}

async function runOrGiveBack(lent: Lent, text: string): Promise<void> {
  const { client, lending } = lent;
  await runQuery(client, { text, values: [], types: pg.types }, lending.timeoutMs).catch(
    async (error: unknown) => {
      lent.ended = true;
      await giveBack(lending, client, error);
      throw error;
    },
  );
}

function beginAtOnce(lent: Lent): Promise<void> {
  lent.begun = true;
  return runOrGiveBack(lent, lent.start);
}

function release(lent: Lent): void {
  lent.ended = true;
  lent.lending.manager.releaseConnection(lent.client);
}

async function runIn(lent: Lent, query: QueryConfig, last = false): Promise<unknown[]> {
  const { client, lending, start } = lent;
  if (!lent.begun && !isPrepared(client, query)) await beginAtOnce(lent);
  const before = lent.begun ? undefined : start;
  lent.begun = true;
  const after = last ? 'COMMIT' : undefined;
  const rows = await runQuery(client, { ...query, before, after }, lending.timeoutMs);
  if (last) release(lent);
  return rows;
}

async function rollBack(lent: Lent, reason: unknown): Promise<void> {
  const { client, lending } = lent;
  if (lent.ended) return;
  if (leavesStatementRunning(reason)) {
    lent.ended = true;
    return giveBack(lending, client, reason);
  }
  if (lent.begun) await runOrGiveBack(lent, 'ROLLBACK').catch(() => undefined);
  if (lent.ended) return;
  lending.judge(client, reason);
  release(lent);
}

/** Whether Postgres may still be running a statement, behind which a ROLLBACK would wait. */
function leavesStatementRunning(reason: unknown): boolean {
  if (!isCodedError(reason) || (reason.code !== 'TIMEOUT' && reason.code !== 'UNAVAILABLE')) return false;
  const cause = driverError(reason);
  return cause instanceof Error && !rejectedByPostgres(cause);
}
