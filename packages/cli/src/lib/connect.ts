import { type EnvReader, readEnv } from '@feed/platform/env';
import { type Database, openDatabase } from '@feed/store/postgres/database';
import type { Terminal } from './terminal.js';

/** What a command says about the database that it needs. */
export interface DatabaseNeeds {
  /** Milliseconds that one statement may take. Default 30 s. */
  statementTimeoutMs?: number;
  /** Connections at most. Default 2. */
  poolMax?: number;
  /** Takes MIGRATION_DATABASE_URL when there is one: for work too long for a pooler. */
  direct?: boolean;
}

interface Connection {
  url: string;
  pooler: 'none' | 'transaction';
  caFile: string | undefined;
}

const protocols = ['postgres:', 'postgresql:'];
const hint = 'or start the local system with "make up", whose settings are found by themselves';

/** DATABASE_URL, DATABASE_POOLER, DATABASE_CA_FILE and MIGRATION_DATABASE_URL. @throws ConfigError */
export function readConnection(env: NodeJS.ProcessEnv, direct: boolean): Connection {
  return readEnv(env, (reader) => {
    if (direct && reader.has('MIGRATION_DATABASE_URL'))
      return {
        url: reader.url('MIGRATION_DATABASE_URL', { protocols }),
        pooler: 'none',
        ...ca(reader),
      } as const;
    return {
      url: required(reader, 'DATABASE_URL', protocols),
      pooler: reader.oneOf('DATABASE_POOLER', ['none', 'transaction'] as const, { default: 'none' }),
      ...ca(reader),
    };
  });
}

/** REDIS_URL. @throws ConfigError */
export function readRedisUrl(env: NodeJS.ProcessEnv): string {
  return readEnv(env, (reader) => ({ url: required(reader, 'REDIS_URL', ['redis:', 'rediss:']) })).url;
}

const ca = (reader: EnvReader) => ({ caFile: reader.optional('DATABASE_CA_FILE') });

function required(reader: EnvReader, name: string, schemes: readonly string[]): string {
  if (reader.has(name)) return reader.url(name, { protocols: schemes });
  reader.fail(`${name} is not set: set it, ${hint}`);
  return '';
}

/** Opens the configured database for `work` and closes it afterwards, whatever happened. */
export async function withDatabase<T>(
  terminal: Terminal,
  { statementTimeoutMs = 30_000, poolMax = 2, direct = false }: DatabaseNeeds,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const { caFile, ...connection } = readConnection(terminal.env, direct);
  const database = openDatabase({
    ...connection,
    ...(caFile === undefined ? {} : { caFile }),
    poolMax,
    statementTimeoutMs,
    acquireTimeoutMs: 5_000,
    applicationName: 'feed-command',
  });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
