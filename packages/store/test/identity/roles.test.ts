import assert from 'node:assert/strict';
import { isCodedError } from '@feed/platform/errors';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { roleOf } from '../../src/identity/roles/reads.js';
import { includesRole, type Role } from '../../src/identity/roles/role.js';
import { changeRole } from '../../src/identity/roles/writes.js';
import type { Database } from '../../src/postgres/database.js';
import { modelsOf } from '../../src/postgres/models/models.js';
import { statement } from '../../src/postgres/statement.js';

const reset = statement('test.reset', "UPDATE users SET role = 'USER'");

describe('roles', () => {
  let server: TestDatabase, database: Database;
  let ann: string, bob: string;
  before(async () => {
    server = await testDatabase();
    database = server.open();
    const { User } = modelsOf(database);
    [ann, bob] = [(await User.create({ username: 'ann' })).id, (await User.create({ username: 'bob' })).id];
  });
  after(() => server.drop());
  beforeEach(() => database.query(reset));

  const set = (userId: string, role: Role) => database.transaction((tx) => changeRole(tx, userId, role));
  const fails = (code: string) => (error: unknown) => isCodedError(error) && error.code === code;

  it('begin as USER, and are given and taken', async () => {
    assert.equal(await roleOf(database, ann), 'USER');
    assert.equal(await set(ann, 'ADMIN'), 'USER');
    assert.equal(await set(bob, 'ADMIN'), 'USER');
    assert.equal(await set(ann, 'MODERATOR'), 'ADMIN');
    assert.equal(await roleOf(database, ann), 'MODERATOR');
    assert.equal(await roleOf(database, '1'), null);
    await assert.rejects(set('1', 'ADMIN'), fails('NOT_FOUND'));
  });

  it('include those below', () => {
    assert.ok(includesRole('ADMIN', 'MODERATOR') && includesRole('MODERATOR', 'MODERATOR'));
    assert.ok(!includesRole('USER', 'MODERATOR') && !includesRole('MODERATOR', 'ADMIN'));
  });

  it('are not taken from the last administrator', async () => {
    await set(ann, 'ADMIN');
    for (const role of ['USER', 'MODERATOR'] as const)
      await assert.rejects(set(ann, role), fails('CONFLICT'));
    assert.equal(await set(ann, 'ADMIN'), 'ADMIN');
    await set(bob, 'USER');
    assert.equal(await roleOf(database, ann), 'ADMIN');
  });

  it('are not taken from both administrators at once', async () => {
    for (let round = 0; round < 10; round += 1) {
      await set(ann, 'ADMIN');
      await set(bob, 'ADMIN');
      const results = await Promise.allSettled([set(ann, 'USER'), set(bob, 'USER')]);
      assert.deepEqual(results.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
      assert.equal(
        [await roleOf(database, ann), await roleOf(database, bob)].filter((r) => r === 'ADMIN').length,
        1,
      );
      await set(ann, 'ADMIN');
    }
  });
});
