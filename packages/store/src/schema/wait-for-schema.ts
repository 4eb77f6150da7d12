import { sleep } from '@feed/platform/deadline';
import { CodedError } from '@feed/platform/errors';
import pg from 'pg';
import { schemaVersion } from '../postgres/migrations/all.js';
import { tlsAdvice } from '../postgres/authority.js';
import { tlsOptions, withoutSslMode } from '../postgres/connection-options.js';
import { currentSchema } from '../postgres/current-schema.js';

export interface WaitForSchemaOptions {
  url: string;
  caFile?: string | undefined;
  /** The maximum time to wait. */
  timeoutMs: number;
  pollMs?: number;
  /** Called with the reason for waiting, whenever that changes. */
  onWait: (reason: string) => void;
}

const connectTimeoutMs = 5_000;

/**
 * Resolves once the database has the schema that this release comes with; it keeps no connection open between two checks.
 * @throws CodedError with the last reason when the time is up
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
    if (Date.now() + pollMs > deadline) throw gaveUp(timeoutMs, reason);
    await sleep(pollMs);
  }
}

const gaveUp = (timeoutMs: number, reason: string | undefined): CodedError =>
  new CodedError('UNAVAILABLE', `gave up after ${timeoutMs / 1000} s: ${reason}`);

/** @returns the reason to wait, or undefined when the schema is new enough; a newer one is fine */
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
      : `the schema is at ${applied || 'nothing'}, but this release needs ${schemaVersion}`;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** When a host has several addresses, Node combines their failures in an error without a message. */
function describe(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  const reason = message || code || String(error);
  const advice = tlsAdvice({ code, message });
  return advice === undefined ? reason : `${reason}: ${advice}`;
}
