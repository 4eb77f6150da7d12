import { sleep } from '@feed/platform/deadline';
import type pg from 'pg';
import type { PgClient } from './queryable.js';
import { cut } from './session.js';

/** The server did not respond in time. */
export class Silence extends Error {}

export interface SideConnection {
  /** Runs SQL without parameters, on a connection that is opened if there is none. @throws Silence */
  ask(sql: string): Promise<pg.QueryResult | pg.QueryResult[]>;
  /** The next question opens another connection. */
  drop(): void;
}

/** One connection outside of a pool, on which a response takes at most `responseMs`. It is closed after every failure. */
export function createSideConnection(newClient: () => PgClient, responseMs: number): SideConnection {
  let client: PgClient | undefined;
  const drop = (): void => {
    if (client) cut(client);
    client = undefined;
  };
  const connected = async (): Promise<PgClient> => {
    if (client) return client;
    const opened = newClient();
    client = opened;
    // A question that is waiting fails anyway; between two questions the loss is noticed by the next.
    opened.on('error', () => undefined);
    opened.once('end', () => {
      if (client === opened) client = undefined;
    });
    await opened.connect();
    return opened;
  };
  const ask = async (sql: string) => (await connected()).query(sql);
  return {
    ask: async (sql) => {
      const response = ask(sql);
      if (!(await settlesWithin(response, responseMs))) {
        drop();
        throw new Silence(`no response within ${responseMs} ms`);
      }
      return response;
    },
    drop,
  };
}

async function settlesWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  const settled = new AbortController();
  const settle = (): void => settled.abort();
  work.then(settle, settle);
  await sleep(ms, settled.signal);
  // A busy process may find the time over before it has read what arrived in time.
  if (!settled.signal.aborted) await new Promise((resume) => setImmediate(resume));
  return settled.signal.aborted;
}
