import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMigrator } from '@feed/store/postgres/migrate';
import { statement, type Database } from '@feed/store/postgres/database';
import { patience } from '@feed/testkit/patience';
import { type TestDatabase, testDatabase } from '@feed/testkit/test-database';
import { openLogFile, type LogFile } from '../../src/system/supervisor/log-file.js';
import { prepareDatabase } from '../../src/system/supervisor/prepare-database.js';

const superuser = statement<{ superuser: boolean; accounts: number }>(
  'test.superuser',
  `SELECT rolsuper AS superuser, (SELECT count(*)::int FROM users) AS accounts FROM pg_roles WHERE rolname = current_user`,
);

describe('the database of local mode', function () {
  this.timeout(patience(20_000));
  const suffix = randomBytes(4).toString('hex');
  const [role, name] = [`local_${suffix}`, `feed_local_${suffix}`];
  let server: TestDatabase, admin: Database, folder: string, log: LogFile;

  before(async () => {
    server = await testDatabase();
    admin = server.openOwner();
    folder = mkdtempSync(join(tmpdir(), 'feed-local-'));
    log = openLogFile(join(folder, 'log'));
  });
  after(async () => {
    await admin.query(statement('test.drop-database', `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    await admin.query(statement('test.drop-role', `DROP ROLE IF EXISTS ${role}`));
    await server.drop();
    log.close();
    rmSync(folder, { recursive: true });
  });

  const address = (user?: string): string => {
    const url = new URL(server.url);
    url.pathname = `/${name}`;
    if (user !== undefined) [url.username, url.password] = [user, 'secret'];
    return url.toString();
  };
  const env = () => ({ DATABASE_URL: address(role), MIGRATION_DATABASE_URL: address() });
  const asServices = (): Database => server.open({ url: address(role), pooler: 'none' });

  it('keeps the data of a release whose services were a superuser, and gets a role for them', async () => {
    await admin.query(statement('test.create-database', `CREATE DATABASE ${name}`));
    const migrator = await createMigrator({ url: address() });
    await migrator.up();
    await migrator.close();
    await server
      .open({ url: address(), pooler: 'none' })
      .query(statement('test.ada', "INSERT INTO users (username) VALUES ('ada')"));

    await prepareDatabase(server.url, env(), log);
    assert.deepEqual(await asServices().query(superuser), [{ superuser: false, accounts: 1 }]);
    await prepareDatabase(server.url, env(), log);
    assert.deepEqual(await asServices().query(superuser), [{ superuser: false, accounts: 1 }]);
  });

  it('is created when it is missing', async () => {
    await admin.query(statement('test.drop-first', `DROP DATABASE ${name} WITH (FORCE)`));
    await prepareDatabase(server.url, env(), log);
    assert.deepEqual(await asServices().query(superuser), [{ superuser: false, accounts: 0 }]);
    assert.match(readFileSync(join(folder, 'log'), 'utf8'), /migrated: 0001-initial/);
  });
});
