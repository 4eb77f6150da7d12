import type { Logger } from '@feed/platform/logger';
import pg from 'pg';
import { Umzug, type UmzugStorage } from 'umzug';
import { migrations } from './migrations/all.js';
import type { Migration } from './migrations/migration.js';
import { tlsOptions, withoutSslMode } from './connection-options.js';
import { toCodedError } from './errors.js';
import { ensureServiceRole, grantRows, type ServiceAccess } from './service-role.js';

export interface MigratorOptions {
  /** A direct connection: the advisory lock is session state, which a transaction pooler does not keep. */
  url: string;
  caFile?: string | undefined;
  /** When the services use another role than this connection, that role gets the rights to read and write rows. */
  services?: ServiceAccess | undefined;
  logger?: Logger | undefined;
}

export interface Migrator {
  /**
   * Applies what is pending, oldest first, and gives the role of the services its rights, creating that role if it is missing.
   * @returns the names of what it applied
   * @throws CodedError FORBIDDEN when that role is missing and cannot be created
   */
  up(): Promise<string[]>;
  /** Reverts the newest one. @returns its name, or undefined when there is none */
  down(): Promise<string | undefined>;
  pending(): Promise<string[]>;
  executed(): Promise<string[]>;
  close(): Promise<void>;
}

/** An arbitrary number that all migrators share. */
const advisoryLock = 4_661_564;
const ledger =
  'CREATE TABLE IF NOT EXISTS schema_migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())';

/** The role's limits are meant for the services: a migration, or waiting for another migrator, takes as long as it takes. */
const unhurried = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout']
  .map((setting) => `SELECT set_config('${setting}', '0', true)`)
  .join('; ');

/** Connects immediately; concurrent migrators wait for each other under an advisory lock. */
export async function createMigrator(options: MigratorOptions): Promise<Migrator> {
  const client = new pg.Client({
    connectionString: withoutSslMode(options.url),
    application_name: 'feed-migrate',
    connectionTimeoutMillis: 5_000,
    ...tlsOptions(options.url, options.caFile),
  });
  client.on('error', (error) =>
    options.logger?.error({ err: error }, 'the connection of the migration was lost'),
  );
  await client.connect().catch((error: unknown) => {
    throw toCodedError(error);
  });
  const umzug = buildUmzug(client, options.logger);
  return {
    up: () => locked(client, () => bringUp(client, options)),
    down: () => locked(client, async () => names(await umzug.down())[0]),
    pending: async () => ledgerThen(client, async () => names(await umzug.pending())),
    executed: async () => ledgerThen(client, async () => names(await umzug.executed())),
    close: () => client.end(),
  };
}

async function bringUp(client: pg.Client, { services, logger }: MigratorOptions): Promise<string[]> {
  const role = services && (await ensureServiceRole(client, services, logger));
  const done = names(await buildUmzug(client, logger, role).up());
  if (role !== undefined) await unhurriedly(client, () => grantRows(client, role));
  return done;
}

const names = (entries: readonly { name: string }[]) => entries.map(({ name }) => name);

/** @param role of the services, which may use new tables as soon as others see them */
function buildUmzug(client: pg.Client, logger: Logger | undefined, role?: string) {
  const report = (message: Record<string, unknown>) => logger?.info(message, 'migration');
  return new Umzug<pg.Client>({
    context: client,
    logger: { debug: () => undefined, info: report, warn: report, error: report },
    storage: storage(client),
    migrations: migrations.map((migration) => ({
      name: migration.name,
      up: () => applied(client, migration, 'up', role),
      down: () => applied(client, migration, 'down'),
    })),
  });
}

/** The change, its entry in the ledger and the rights of the services' role commit together. */
async function applied(
  client: pg.Client,
  { name, up, down }: Migration,
  direction: 'up' | 'down',
  role?: string,
): Promise<void> {
  const entry =
    direction === 'up'
      ? 'INSERT INTO schema_migrations (name) VALUES ($1)'
      : 'DELETE FROM schema_migrations WHERE name = $1';
  await unhurriedly(client, async () => {
    await client.query(direction === 'up' ? up : down);
    await client.query(entry, [name]);
    if (role !== undefined) await grantRows(client, role);
  });
}

/** Runs `work` in a transaction without the limits of the role. */
async function unhurriedly(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query(`BEGIN ISOLATION LEVEL READ COMMITTED; ${unhurried}`);
  try {
    await work();
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** The ledger is written by `applied`; Umzug only reads it. */
function storage(client: pg.Client): UmzugStorage<pg.Client> {
  return {
    logMigration: async () => undefined,
    unlogMigration: async () => undefined,
    executed: async () => {
      const { rows } = await client.query<{ name: string }>(
        'SELECT name FROM schema_migrations ORDER BY name',
      );
      return names(rows);
    },
  };
}

async function ledgerThen<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query(ledger);
  return work();
}

async function locked<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query(`${unhurried}; SELECT pg_advisory_lock(${advisoryLock})`);
  try {
    return await ledgerThen(client, work);
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [advisoryLock]);
  }
}
