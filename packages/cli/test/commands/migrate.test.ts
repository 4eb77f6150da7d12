import assert from 'node:assert/strict';
import { schemaVersion } from '@feed/store/postgres/migrations/all';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { run } from '../support/run.js';

describe('feedctl migrate', () => {
  let server: TestDatabase, env: NodeJS.ProcessEnv;
  before(async () => {
    server = await testDatabase();
    env = { DATABASE_URL: nowhere, MIGRATION_DATABASE_URL: server.url };
  });
  after(() => server.drop());
  const nowhere = 'postgres://user@127.0.0.1:1/none';
  const outcome = async (...args: string[]) => {
    const { code, stdout } = await run(['migrate', ...args, '--json'], env);
    assert.equal(code, 0);
    return JSON.parse(stdout) as Record<'applied' | 'reverted' | 'executed' | 'pending', string[]>;
  };

  it('reverts only with --yes, and migrates up again', async () => {
    const rejected = await run(['migrate', 'down'], env);
    assert.equal(rejected.code, 2);
    assert.match(rejected.stderr, /--yes/);
    assert.equal((await outcome('status')).executed.at(-1), schemaVersion);
    assert.deepEqual((await outcome('down', '--yes')).reverted, [schemaVersion]);
    assert.deepEqual((await outcome('status')).pending.at(-1), schemaVersion);
    assert.deepEqual((await outcome()).applied, [schemaVersion]);
    assert.deepEqual((await outcome('up')).applied, []);
    assert.match((await run(['migrate'], env)).stdout, new RegExp(`is at ${schemaVersion}; 0 pending`));
  });

  it('waits for a database that does not respond yet', async () => {
    const { code, stderr } = await run(['migrate', '--wait', '1'], { DATABASE_URL: nowhere });
    assert.equal(code, 2);
    assert.match(stderr, /^waiting for the database, 1 s left\n/);
  });
});
