import { CodedError } from '@feed/platform/errors';
import { clientConfig } from '../postgres/connection-options.js';
import type { PgClient } from '../postgres/queryable.js';
import { cut, newClient } from '../postgres/session.js';

export interface OutsideOptions {
  url: string;
  caFile?: string;
  /** Its name in messages: the rest of "the connection to …". */
  name: string;
}

/**
 * The database of another system as it was at one moment, for reading. The methods reject with CodedError UNAVAILABLE when
 * it cannot be reached or its connection is lost, and INVALID_INPUT when it rejects a statement.
 */
export interface OutsideDatabase {
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Streams the rows of a query, a thousand at a time. */
  rows<Row>(select: string): AsyncGenerator<Row>;
  close(): Promise<void>;
}

const rowsAtOnce = 1_000;
const connectTimeoutMs = 10_000;
/** No import takes this long. */
const responseTimeoutMs = 24 * 3_600_000;

/**
 * One transaction that cannot write. It waits for no lock of a migration, is not ended while this side is busy, and fails
 * rather than leave out rows that a policy hides from the role.
 */
const begin = `
  BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
  SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL lock_timeout = '10s';
  SET LOCAL row_security = off; SET LOCAL TimeZone = 'UTC'; SET LOCAL cursor_tuple_fraction = 1`;

export async function openOutsideDatabase({ url, caFile, name }: OutsideOptions): Promise<OutsideDatabase> {
  const client = newClient({
    // Behind a pooler a transaction has a connection of its own, too, but startup parameters would be rejected.
    ...clientConfig({
      ...{ url, pooler: 'transaction', poolMax: 1, acquireTimeoutMs: connectTimeoutMs },
      ...{ statementTimeoutMs: responseTimeoutMs, applicationName: 'feed-import' },
      ...(caFile === undefined ? {} : { caFile }),
    }),
    connectionTimeoutMillis: connectTimeoutMs,
  });
  let lost = false;
  // The next query fails anyway.
  client.on('error', () => (lost = true));
  client.once('end', () => (lost = true));
  const explain = (error: unknown): CodedError => explained(error, { lost, name });
  try {
    await client.connect();
    await client.query(begin);
  } catch (error) {
    cut(client);
    throw new CodedError('UNAVAILABLE', `${name} cannot be reached`, { cause: error });
  }
  return {
    async query<Row>(text: string, values: readonly unknown[] = []) {
      const { rows } = await client.query(text, [...values]).catch((error: unknown) => {
        throw explain(error);
      });
      return rows as Row[];
    },
    rows: (select) => fetched(client, select, explain),
    close: async () => (lost ? cut(client) : client.end()),
  };
}

function explained(error: unknown, { lost, name }: { lost: boolean; name: string }): CodedError {
  const rejected = !lost && /^[0-9A-Z]{5}$/.test((error as { code?: string }).code ?? '');
  return rejected
    ? new CodedError('INVALID_INPUT', `${name} rejected a statement`, { cause: error })
    : new CodedError('UNAVAILABLE', `the connection to ${name} was lost: run the command again`, {
        cause: error,
      });
}

let cursors = 0;

async function* fetched<Row>(
  client: PgClient,
  select: string,
  explain: (error: unknown) => CodedError,
): AsyncGenerator<Row> {
  const cursor = `feed_import_${(cursors += 1)}`;
  const ask = async (text: string): Promise<Row[]> => {
    try {
      return (await client.query(text)).rows as Row[];
    } catch (error) {
      throw explain(error);
    }
  };
  await ask(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${select}`);
  for (let rows: Row[] = await ask(`FETCH ${rowsAtOnce} FROM ${cursor}`); rows.length > 0;) {
    yield* rows;
    rows = await ask(`FETCH ${rowsAtOnce} FROM ${cursor}`);
  }
  await ask(`CLOSE ${cursor}`);
}
