import { sleep } from '@feed/platform/deadline';
import pg from 'pg';
import { schemaVersion } from '../postgres/migrations/all.js';
import { tlsOptions, withoutSslMode } from '../postgres/connection-options.js';
import { currentSchema } from '../postgres/current-schema.js';

export interface WaitForSchemaOptions {
  url: string;
  caFile?: string | undefined;
  /** After which it gives up. */
  timeoutMs: number;
  pollMs?: number;
  /** Hears why it waits, whenever the reason is another one. */
  onWait: (reason: string) => void;
}

const connectTimeoutMs = 5_000;

/**
 * Resolves once the database has the schema that this release comes with; between two looks it holds no connection.
 * @throws Error with the last reason when the time is over
 */
export async function waitForSchema(options: WaitForSchemaOptions): Promise<void> {
  const { timeoutMs, pollMs = 2_000, onWait } = options;
  const deadline = Date.now() + timeoutMs;
  let reason: string | undefined;
  for (;;) {
    const seen = await look(options).catch((error: unknown) => `Postgres: ${describe(error)}`);
    if (seen === undefined) return;
    if (seen !== reason) onWait(seen);
    reason = seen;
    if (Date.now() + pollMs > deadline) throw new Error(`gave up after ${timeoutMs / 1000} s: ${reason}`);
    await sleep(pollMs);
  }
}

/** What is missing; undefined when nothing is. A newer schema is fine. */
async function look({ url, caFile }: WaitForSchemaOptions): Promise<string | undefined> {
  const client = new pg.Client({
    connectionString: withoutSslMode(url),
    application_name: 'feed-wait-for-schema',
    connectionTimeoutMillis: connectTimeoutMs,
    query_timeout: connectTimeoutMs,
    ...tlsOptions(url, caFile),
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const applied = await currentSchema({ query: async ({ text }) => (await client.query(text)).rows });
    return applied >= schemaVersion
      ? undefined
      : `the schema is at ${applied || 'nothing'}, needed is ${schemaVersion}`;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Node joins the failures of a host's several addresses in an error without a message. */
function describe(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  return message || code || String(error);
}
