import assert from 'node:assert/strict';
import { userInfo } from 'node:os';
import { roleOf } from '@feed/store/identity/roles/reads';
import { auditLog } from '@feed/store/operators/audit/reads';
import type { Database } from '@feed/store/postgres/database';
import { modelsOf } from '@feed/store/postgres/models/models';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { run } from '../support/run.js';

describe('feedctl user role', () => {
  let server: TestDatabase, database: Database, env: NodeJS.ProcessEnv, ada: string;
  before(async () => {
    server = await testDatabase();
    database = server.open();
    env = { ...server.env };
    ada = (await modelsOf(database).User.create({ username: 'Ada' })).id;
  });
  after(() => server.drop());

  it('makes the first administrator, and records who did', async () => {
    const { code, stdout } = await run(['user', 'role', 'ada', 'admin'], env);
    assert.deepEqual([code, stdout], [0, 'Ada now has the role admin; it was user.\n']);
    assert.equal(await roleOf(database, ada), 'ADMIN');
    const again = await run(['user', 'role', 'ada', 'admin', '--json'], env);
    assert.deepEqual(JSON.parse(again.stdout), {
      userId: ada,
      username: 'Ada',
      before: 'ADMIN',
      role: 'ADMIN',
    });
    const { items } = await auditLog(database, {}, { first: 10 }, { bio: false });
    assert.deepEqual(
      items.map(({ actorId, action, targetId, detail }) => ({ actorId, action, targetId, detail })),
      [
        {
          ...{ actorId: null, action: 'role.set', targetId: ada },
          detail: { operator: userInfo().username, from: 'USER', to: 'ADMIN' },
        },
      ],
    );
  });

  it('leaves the last administrator', async () => {
    const { code, stderr } = await run(['user', 'role', 'ada', 'user'], env);
    assert.deepEqual([code, stderr], [1, 'feedctl: CONFLICT: The last admin cannot leave\n']);
    assert.equal(await roleOf(database, ada), 'ADMIN');
  });

  it('rejects unknown accounts and roles', async () => {
    const missing = await run(['user', 'role', 'absent', 'admin'], env);
    assert.deepEqual([missing.code, missing.stderr], [1, 'feedctl: NOT_FOUND: there is no account absent\n']);
    assert.equal((await run(['user', 'role', 'ada', 'owner'], env)).code, 2);
  });
});
