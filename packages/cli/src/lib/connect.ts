import { ConfigError, type EnvReader, readEnv } from '@feed/platform/env';
import { readRedisUrl as readStoreRedisUrl } from '@feed/store/config';
import { connectionFault } from '@feed/store/postgres/connection-fault';
import { statement, type Database, type DatabaseOptions } from '@feed/store/postgres/database';
import type { MigratorOptions } from '@feed/store/postgres/migrate';
import { readCaFile, readDatabaseUrl, readMigrationAccess, readPooler } from '@feed/store/postgres/settings';
import { withOpenDatabase } from './database.js';
import type { Terminal } from './terminal.js';

/** Settings of a database connection that differ between commands. */
export interface DatabaseNeeds extends Partial<Pick<DatabaseOptions, 'statementTimeoutMs' | 'poolMax'>> {
  /** Uses MIGRATION_DATABASE_URL when it is set, for work that takes too long for a pooler. */
  direct?: boolean;
}

type Connection = Pick<DatabaseOptions, 'url' | 'pooler' | 'caFile'>;

const ping = statement<never>('cli.ping', 'SELECT 1');

const hint = 'or start the local system with "make up": its settings are found automatically';

/** Reads DATABASE_URL, DATABASE_POOLER, DATABASE_CA_FILE and MIGRATION_DATABASE_URL. @throws ConfigError */
export function readConnection(env: NodeJS.ProcessEnv, direct: boolean): Connection {
  return readEnv(env, (reader) => {
    const caFile = readCaFile(reader);
    const tls = caFile === undefined ? {} : { caFile };
    const configured = readPooler(reader);
    if (direct && reader.has('MIGRATION_DATABASE_URL'))
      return {
        url: readDatabaseUrl(reader, 'MIGRATION_DATABASE_URL', 'none'),
        pooler: 'none',
        ...tls,
      } as const;
    const read = (): string => readDatabaseUrl(reader, 'DATABASE_URL', configured);
    return { url: required(reader, 'DATABASE_URL', read), pooler: configured, ...tls };
  });
}

/** Reads the settings of `feedctl migrate`. @throws ConfigError */
export function readMigration(env: NodeJS.ProcessEnv): Pick<MigratorOptions, 'url' | 'caFile' | 'services'> {
  return readEnv(env, (reader) => {
    if (reader.has('MIGRATION_DATABASE_URL') || reader.has('DATABASE_URL'))
      return { ...readMigrationAccess(reader), caFile: readCaFile(reader) };
    return { url: required(reader, 'DATABASE_URL', () => '') };
  });
}

/** Reads REDIS_URL. @throws ConfigError */
export function readRedisUrl(env: NodeJS.ProcessEnv): string {
  return readEnv(env, (reader) => ({
    url: required(reader, 'REDIS_URL', () => readStoreRedisUrl(reader)),
  })).url;
}

function required(reader: EnvReader, name: string, read: () => string): string {
  if (reader.has(name)) return read();
  reader.fail(`${name} is not set: set it, ${hint}`);
  return '';
}

/**
 * Opens the configured database for `work` and closes it afterwards, even when `work` fails.
 * @throws ConfigError that names the setting when the database cannot be reached
 */
export function withDatabase<T>(
  terminal: Terminal,
  { direct = false, ...needs }: DatabaseNeeds,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const setting = databaseSetting(terminal.env, direct);
  return withOpenDatabase({ ...readConnection(terminal.env, direct), ...needs }, async (database) => {
    await database.query(ping).catch((error: unknown) => {
      throw unreachable(error, setting);
    });
    return work(database);
  });
}

/** The error to throw for one that occurred while connecting: that of the setting, if it is due to the address. */
export function unreachable(error: unknown, setting: string): unknown {
  const fault = connectionFault(error, setting, 'start Postgres (the local system: "make up")');
  return fault === undefined ? error : new ConfigError([`${setting}: ${fault}`]);
}

/** The variable with the address that a command uses. */
export function databaseSetting(env: NodeJS.ProcessEnv, direct: boolean): string {
  const owner = env['MIGRATION_DATABASE_URL'] || env['MIGRATION_DATABASE_URL_FILE'];
  return direct && owner ? 'MIGRATION_DATABASE_URL' : 'DATABASE_URL';
}
