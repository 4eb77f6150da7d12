import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { statement } from '@feed/store/postgres/statement';
import { type TestDatabase, testDatabase } from '@feed/testkit/test-database';
import { prepareDemo } from '../../src/system/demo.js';
import { createSteps } from '../../src/system/steps.js';

const names = statement<{ username: string }>('test.names', 'SELECT username FROM users ORDER BY username');
const join = (username: string) =>
  statement(
    'test.join',
    `INSERT INTO users (username, email, password_hash) VALUES ('${username}', NULL, NULL)`,
  );

describe('the demo network of make up', () => {
  let database: TestDatabase;
  before(async () => {
    database = await testDatabase();
  });
  after(() => database.drop());

  const prepare = (wanted: boolean) =>
    prepareDemo({ DATABASE_URL: database.url }, wanted, createSteps(new PassThrough()));

  it('is not made where nobody wants it', async () => {
    assert.equal(await prepare(false), false);
    assert.deepEqual(await database.open().query(names), []);
  });

  it("is not added to somebody's own data", async () => {
    const pool = database.open();
    await pool.query(join('someone'));
    assert.equal(await prepare(true), false);
    assert.deepEqual(await pool.query(names), [{ username: 'someone' }]);
  });

  it('is found again', async () => {
    await database.open().query(join('demo'));
    assert.equal(await prepare(true), true);
  });
});
