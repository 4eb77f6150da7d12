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

async function begin(
  lending: Lending,
  { start = 'BEGIN', withFirst = false }: BeginOptions,
): Promise<OpenTransaction> {
  const client = await lending.manager.pool.acquire('write');
  const run = (text: string) => runQuery(client, { text, values: [], types: pg.types }, lending.timeoutMs);
  let begun = false;
  let ended = false;
  const giveBackAfter = async (error: unknown): Promise<void> => {
    ended = true;
    await giveBack(lending, client, error);
  };
  const runOrGiveBack = async (text: string): Promise<void> => {
    await run(text).catch(async (error: unknown) => {
      await giveBackAfter(error);
      throw error;
    });
  };
  const beginAtOnce = async (): Promise<void> => {
    begun = true;
    await runOrGiveBack(start);
  };
  if (!withFirst) await beginAtOnce();
  const release = (): void => {
    ended = true;
    lending.manager.releaseConnection(client);
  };
  return {
    client,
    run: async (query, last = false) => {
      if (!begun && !isPrepared(client, query)) await beginAtOnce();
      const before = begun ? undefined : start;
      begun = true;
      const rows = await runQuery(
        client,
        { ...query, before, after: last ? 'COMMIT' : undefined },
        lending.timeoutMs,
      );
      if (last) release();
      return rows;
    },
    commit: async () => {
      if (ended) return;
      if (begun) await runOrGiveBack('COMMIT');
      release();
    },
    rollBack: async (reason) => {
      if (ended) return;
      if (leavesStatementRunning(reason)) return giveBackAfter(reason);
      if (begun) await runOrGiveBack('ROLLBACK').catch(() => undefined);
      if (ended) return;
      lending.judge(client, reason);
      release();
    },
  };
}

/** Whether Postgres may still be running a statement, behind which a ROLLBACK would wait. */
function leavesStatementRunning(reason: unknown): boolean {
  if (!isCodedError(reason) || (reason.code !== 'TIMEOUT' && reason.code !== 'UNAVAILABLE')) return false;
  const cause = driverError(reason);
  return cause instanceof Error && !rejectedByPostgres(cause);
}
