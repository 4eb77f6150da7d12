// Knows internals of Sequelize: how its pool lends connections, and on which one a transaction runs.
import pg from 'pg';
import { Sequelize, type Transaction } from 'sequelize';
import { sequelizeOptions, withoutSslMode, type DatabaseOptions } from './connection-options.js';
import { driverError } from './errors.js';
import type { PgClient, PoolStats } from './queryable.js';

export interface Pool {
  /**
   * Lends a connection to `work`. Afterwards it goes back to the pool, unless its state is unknown.
   * @param failed creates the error when no connection can be lent
   */
  lend<T>(work: (client: PgClient) => Promise<T>, failed: (error: unknown) => Error): Promise<T>;
  begin(): Promise<OpenTransaction>;
  stats(): PoolStats;
  close(): Promise<void>;
}

export interface OpenTransaction {
  readonly client: PgClient;
  commit(): Promise<void>;
  /** Does nothing after a commit, whether that succeeded or failed. Never rejects. */
  rollBack(): Promise<void>;
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

/** The parts of Sequelize's transactions that its types leave out. */
type Inside = Transaction & { readonly connection: PgClient; readonly finished?: string };

/** Opens no connection yet: they are opened on demand, and again after an outage. */
export function openPool(options: DatabaseOptions): Pool {
  const sequelize = new Sequelize(withoutSslMode(options.url), sequelizeOptions(options));
  const manager = sequelize.connectionManager as unknown as ConnectionManager;
  return {
    lend: (work, failed) => lend(manager, work, failed),
    begin: async () => opened((await sequelize.transaction()) as Inside),
    stats: () => {
      const { pool } = manager;
      return { size: pool.size, max: pool.maxSize, active: pool.using, waiting: pool.waiting };
    },
    close: () => sequelize.close(),
  };
}

async function lend<T>(
  manager: ConnectionManager,
  work: (client: PgClient) => Promise<T>,
  failed: (error: unknown) => Error,
): Promise<T> {
  // The pool is used directly: `getConnection` would run hooks twice, and there are none.
  const client = await manager.pool.acquire('write').catch((error: unknown) => {
    throw failed(error);
  });
  try {
    const result = await work(client);
    manager.releaseConnection(client);
    return result;
  } catch (error) {
    await giveBack(manager, client, error);
    throw error;
  }
}

/** After a statement that Postgres rejected, the connection is usable. After any other failure its state is unknown. */
async function giveBack(manager: ConnectionManager, client: PgClient, error: unknown): Promise<void> {
  const cause = driverError(error);
  if (cause instanceof pg.DatabaseError && cause.severity === 'ERROR') manager.releaseConnection(client);
  else await manager.destroyConnection(client).catch(() => undefined);
}

function opened(transaction: Inside): OpenTransaction {
  return {
    client: transaction.connection,
    commit: () => transaction.commit(),
    // A rollback that fails has closed its connection, which rolls back as well.
    rollBack: async () => {
      if (transaction.finished === undefined) await transaction.rollback().catch(() => undefined);
    },
  };
}
