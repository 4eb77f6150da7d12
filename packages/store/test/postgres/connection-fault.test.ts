import assert from 'node:assert/strict';
import { createLogger } from '@feed/platform/logger';
import { freePort } from '@feed/local-servers/free-port';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { until } from '@feed/testkit/until';
import { connectionFault } from '../../src/postgres/connection-fault.js';
import { openDatabase, statement, type Database } from '../../src/postgres/database.js';
import { createReadinessProbe } from '../../src/postgres/readiness.js';

const one = statement<{ one: number }>('test.one', 'SELECT 1 AS one');
const options = {
  poolMax: 1,
  pooler: 'none',
  statementTimeoutMs: 5_000,
  acquireTimeoutMs: 5_000,
  applicationName: 'test',
} as const;

describe('a failed connection to Postgres', () => {
  let server: TestDatabase;
  const opened: Database[] = [];
  before(async () => void (server = await testDatabase()));
  after(async () => {
    await Promise.all(opened.map((database) => database.close()));
    await server.drop();
  });

  /** @param changes to the URL of the server */
  const open = (changes: {
    password?: string;
    pathname?: string;
    port?: string;
    hostname?: string;
  }): Database => {
    const url = Object.assign(new URL(server.url), changes);
    const database = openDatabase({ ...options, url: url.toString() });
    opened.push(database);
    return database;
  };
  const failure = (database: Database) =>
    database.query(one).then(
      () => assert.fail('it is reached'),
      (error: unknown) => error as Error & { code: string },
    );

  it('is UNAVAILABLE, and names the setting to correct', async () => {
    const wrong = {
      'does not exist': open({ pathname: '/no_such_database' }),
      ECONNREFUSED: open({ port: `${await freePort()}` }),
      ENOTFOUND: open({ hostname: 'no-such-host.invalid' }),
    };
    for (const [reason, database] of Object.entries(wrong)) {
      const error = await failure(database);
      assert.equal(error.code, 'UNAVAILABLE', reason);
      const fault = connectionFault(error, 'DATABASE_URL') ?? '';
      assert.ok(fault.includes(reason), fault);
      assert.match(fault, /: start Postgres, or correct DATABASE_URL$/);
    }
  });

  it('is UNAVAILABLE when the login is refused, without the password in any text', () => {
    const refused = Object.assign(new Error('password authentication failed for user "x"'), {
      code: '28P01',
    });
    assert.match(
      connectionFault(refused, 'DATABASE_URL') ?? '',
      /^password authentication failed .* correct DATABASE_URL$/,
    );
  });

  it('is not due to the address when the server says that it is full or starting, or rejects a statement', () => {
    for (const code of ['53300', '57P03', '42P01', '23505'])
      assert.equal(
        connectionFault(Object.assign(new Error('no'), { code }), 'DATABASE_URL'),
        undefined,
        code,
      );
  });

  it('is logged as an error of the configuration by a service that never reached it', async () => {
    const lines: string[] = [];
    const destination = { write: (line: string) => void lines.push(line) };
    const logger = createLogger({ service: 'test', level: 'info', version: '0', destination });
    const database = open({ pathname: '/no_such_database' });
    const probe = createReadinessProbe({ database, logger, draining: () => false, intervalMs: 20 });
    try {
      const line = await until('it is logged', () => lines[0]);
      const { level, code, setting, reason } = JSON.parse(line) as Record<string, string>;
      assert.deepEqual([level, code, setting], ['error', 'CONFIGURATION', 'DATABASE_URL']);
      assert.match(reason ?? '', /"no_such_database" does not exist/);
      assert.equal(probe.current().checks['postgres'], 'unreachable');
    } finally {
      probe.close();
    }
  });
});
