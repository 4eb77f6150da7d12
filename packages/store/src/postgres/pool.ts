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
import { runQuery } from './named-query.js';
import type { PgClient, PoolStats } from './queryable.js';
import { cut } from './session.js';

export interface Pool {
  /**
   * Lends a connection to `work`. Afterwards it goes back to the pool, unless its state is unknown.
   * @param failed creates the error when no connection can be lent
   */
  lend<T>(work: (client: PgClient) => Promise<T>, failed: (error: unknown) => Error): Promise<T>;
  /** @param start the statement that begins the transaction; default: BEGIN */
  begin(start?: string): Promise<OpenTransaction>;
  /** Lends no connection again that is open now: new ones begin with the present defaults of the database. */
  renew(): void;
  /** Cuts every connection: what waits for a response fails with UNAVAILABLE. */
  abandon(): void;
  stats(): PoolStats;
  close(): Promise<void>;
}

export interface OpenTransaction {
  readonly client: PgClient;
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
    begin: (start = 'BEGIN') => begin(lending, start),
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

async function begin(lending: Lending, start: string): Promise<OpenTransaction> {
  const client = await lending.manager.pool.acquire('write');
  const run = (text: string) => runQuery(client, { text, values: [], types: pg.types }, lending.timeoutMs);
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
  await runOrGiveBack(start);
  return {
    client,
    commit: async () => {
      await runOrGiveBack('COMMIT');
      ended = true;
      lending.manager.releaseConnection(client);
    },
    rollBack: async (reason) => {
      if (ended) return;
      if (leavesStatementRunning(reason)) return giveBackAfter(reason);
      await runOrGiveBack('ROLLBACK').catch(() => undefined);
      if (ended) return;
      lending.judge(client, reason);
      ended = true;
      lending.manager.releaseConnection(client);
    },
  };
}

/** Whether Postgres may still be running a statement, behind which a ROLLBACK would wait. */
function leavesStatementRunning(reason: unknown): boolean {
  if (!isCodedError(reason) || (reason.code !== 'TIMEOUT' && reason.code !== 'UNAVAILABLE')) return false;
  const cause = driverError(reason);
  return cause instanceof Error && !rejectedByPostgres(cause);
}
