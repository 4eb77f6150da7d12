import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, readEnv } from '@feed/platform/env';
import { isCodedError } from '@feed/platform/errors';
import { patience } from '@feed/testkit/patience';
import { type TestDatabase, testDatabase } from '@feed/testkit/test-database';
import { readStoreConfig } from '../../src/config.js';
import { tlsOptions } from '../../src/postgres/connection-options.js';
import { openDatabase } from '../../src/postgres/database.js';
import { createMigrator } from '../../src/postgres/migrate.js';
import { statement } from '../../src/postgres/statement.js';
import { waitForSchema } from '../../src/schema/wait-for-schema.js';
import { hasOpenssl, startTlsServer, type TlsServer } from '../support/tls-server.js';

const encrypted = statement<{ ssl: boolean }>(
  'test.ssl',
  'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()',
);

describe('TLS to the database', function () {
  this.timeout(patience(20_000));
  let withTls: TlsServer, withoutTls: TestDatabase, folder: string;

  before(async function () {
    if (!hasOpenssl()) return this.skip();
    folder = mkdtempSync(join(tmpdir(), 'feed-authority-'));
    [withTls, withoutTls] = await Promise.all([startTlsServer(), testDatabase()]);
  });
  after(async () => {
    await Promise.all([withTls?.stop(), withoutTls?.drop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  const address = (server: { url: string }, query: string): string =>
    `${server.url}${query === '' ? '' : `?${query}`}`;
  const settings = (url: string, more: NodeJS.ProcessEnv = {}) =>
    readEnv({ DATABASE_URL: url, REDIS_URL: 'redis://h', ...more }, (reader) =>
      readStoreConfig(reader, { poolMax: 1 }),
    ).database;
  const problem = (url: string, more: NodeJS.ProcessEnv = {}): string => {
    try {
      settings(url, more);
    } catch (error) {
      assert.ok(error instanceof ConfigError);
      return error.problems.join('\n');
    }
    return '';
  };

  /** Connects as services do. @returns whether the connection is encrypted, or the reason of the failure */
  const connect = async (url: string, more: NodeJS.ProcessEnv = {}): Promise<boolean | string> => {
    const { caFile, ...config } = settings(url, more);
    const timeouts = { acquireTimeoutMs: patience(5_000), statementTimeoutMs: patience(5_000) };
    const database = openDatabase({
      ...{ ...config, ...timeouts, applicationName: 'test' },
      ...(caFile === undefined ? {} : { caFile }),
    });
    try {
      const [row] = await database.query(encrypted);
      return row?.ssl ?? 'no row';
    } catch (error) {
      assert.ok(isCodedError(error));
      assert.equal(error.code, 'UNAVAILABLE');
      assert.equal(error.message, 'The database cannot be reached');
      return (error.cause as Error).message;
    } finally {
      await database.close();
    }
  };

  const demands = [
    ...['sslmode=require', 'sslmode=verify-ca', 'sslmode=verify-full', 'ssl=true', 'ssl=1'],
    ...['sslmode=require&channel_binding=require', 'sslmode=require&uselibpqcompat=true'],
    ...['sslnegotiation=direct&sslmode=require', 'sslmode=verify-full&sslrootcert=system'],
    ...['sslaccept=strict&sslmode=require', 'sslmode=require&connect_timeout=10&application_name=x'],
  ];
  for (const query of demands)
    it(`is verified with ?${query}`, async () => {
      const url = address(withTls, query);
      assert.equal(await connect(url, { DATABASE_CA_FILE: withTls.caFile }), true);
      assert.match(String(await connect(url)), /self-signed certificate: set DATABASE_CA_FILE to a PEM file/);
      const other = { DATABASE_CA_FILE: withTls.otherCaFile };
      assert.match(String(await connect(url, other)), /: set DATABASE_CA_FILE to a PEM file/);
      assert.match(
        String(await connect(address(withoutTls, query))),
        /does not support SSL connections: turn TLS on at the server, or write sslmode=disable/,
      );
    });

  for (const query of [
    '',
    'sslmode=disable',
    'ssl=false',
    'ssl=0',
    'channel_binding=prefer',
    'connect_timeout=10',
  ])
    it(`is not used with ?${query}`, async () => {
      assert.equal(await connect(address(withTls, query)), false);
      assert.equal(await connect(address(withoutTls, query)), false);
    });

  it('is used when there is an authority, whatever the URL leaves open', async () => {
    assert.equal(await connect(address(withTls, ''), { DATABASE_CA_FILE: withTls.caFile }), true);
  });

  it('names the settings when the certificate is for another host', async () => {
    const url = address(withTls, '').replace('localhost', '127.0.0.1');
    const reason = await connect(url, { DATABASE_CA_FILE: withTls.caFile });
    assert.match(String(reason), /use a host name in DATABASE_URL that the certificate of the server names/);
  });

  const refused: [string, RegExp][] = [
    [
      'sslmode=prefer',
      /^DATABASE_URL says sslmode=prefer, .* write sslmode=verify-full for TLS, or sslmode=disable/,
    ],
    ['sslmode=allow', /^DATABASE_URL says sslmode=allow, .* write sslmode=verify-full/],
    ['sslmode=no-verify', /^DATABASE_URL says sslmode=no-verify, .* DATABASE_CA_FILE$/],
    ['ssl=no-verify', /^DATABASE_URL says ssl=no-verify, .* DATABASE_CA_FILE$/],
    ['ssl=prefer', /write sslmode=verify-full/],
    ['sslmode=maybe', /unknown sslmode: write sslmode=verify-full/],
    ['ssl=maybe', /unknown value of ssl: write sslmode=verify-full/],
    ['sslmode=', /unknown sslmode/],
    ['sslmode=require&sslmode=disable', /more than once/],
    ['ssl=true&sslmode=disable', /demands TLS and forbids it/],
    ['sslmode=verify-full&sslrootcert=/ca.crt', /set DATABASE_CA_FILE to its file/],
    ['sslcert=/a&sslkey=/b', /not supported/],
    ['sslaccept=accept_invalid_certs', /accepts every server/],
    ['sslMode=require', /not supported: write sslmode=verify-full/],
    ['tls=true', /not supported: write sslmode=verify-full/],
    ['pgbouncer=true', /also set DATABASE_POOLER=transaction$/],
  ];
  for (const [query, advice] of refused)
    it(`is decided before the start: ?${query}`, () =>
      assert.match(problem(address(withTls, query)), advice));

  it('takes what hosts print for a pooler', () => {
    const url = address(withTls, 'pgbouncer=true&sslmode=require&connection_limit=1');
    assert.equal(problem(url, { DATABASE_POOLER: 'transaction' }), '');
  });

  it('is not both forbidden and configured', () => {
    const url = address(withTls, 'sslmode=disable');
    assert.match(
      problem(url, { DATABASE_CA_FILE: withTls.caFile }),
      /DATABASE_CA_FILE turns it on: remove one/,
    );
  });

  it('needs a file with a certificate', () => {
    const file = join(folder, 'ca.crt');
    const given = (text: string): string => {
      writeFileSync(file, text);
      return problem(address(withTls, ''), { DATABASE_CA_FILE: file });
    };
    const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
    assert.match(given(''), /^DATABASE_CA_FILE names a file without a certificate/);
    assert.match(
      given('-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n'),
      /without a certificate/,
    );
    assert.match(given(pem), /^DATABASE_CA_FILE names a file with a certificate that is damaged$/);
    const absent = { DATABASE_CA_FILE: join(folder, 'absent') };
    assert.equal(problem(address(withTls, ''), absent), 'DATABASE_CA_FILE names a file that does not exist');
  });

  it('names the setting in the migration and in the wait for it', async () => {
    const url = address(withTls, 'sslmode=require');
    await assert.rejects(createMigrator({ url }), (error: Error) => {
      assert.ok(isCodedError(error));
      assert.equal(error.code, 'UNAVAILABLE');
      return /set DATABASE_CA_FILE/.test((error.cause as Error).message);
    });
    await assert.rejects(
      waitForSchema({ url, timeoutMs: 0, onWait: () => undefined }),
      /self-signed certificate: set DATABASE_CA_FILE/,
    );
  });

  it('is never used without verification, even by a caller that skips the settings', () => {
    assert.throws(() => tlsOptions('postgres://h/feed?sslmode=no-verify', undefined), /accepts every server/);
  });
});
