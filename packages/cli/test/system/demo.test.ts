import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { statement } from '@feed/store/postgres/statement';
import { type TestDatabase, testDatabase } from '@feed/testkit/test-database';
import { places } from '../../src/system/places.js';
import { prepareDemo } from '../../src/system/targets/demo.js';
import { createSteps } from '../../src/system/steps.js';

const names = statement<{ username: string }>('test.names', 'SELECT username FROM users ORDER BY username');
const join = (username: string) =>
  statement(
    'test.join',
    `INSERT INTO users (username, email, password_hash) VALUES ('${username}', NULL, NULL)`,
  );

describe('the demo network of make up', () => {
  it('is created by the feedctl command of this checkout', () => assert.ok(existsSync(places.feedctl)));

  let database: TestDatabase;
  before(async () => {
    database = await testDatabase();
  });
  after(() => database.drop());

  const prepare = (wanted: boolean) =>
    prepareDemo({ DATABASE_URL: database.url }, wanted, createSteps(new PassThrough()));

  it('is not created when it is switched off', async () => {
    assert.equal(await prepare(false), false);
    assert.deepEqual(await database.open().query(names), []);
  });

  it('is not added to a database with other accounts', async () => {
    const pool = database.open();
    await pool.query(join('ada'));
    assert.equal(await prepare(true), false);
    assert.deepEqual(await pool.query(names), [{ username: 'ada' }]);
  });

  it('is found when it exists', async () => {
    await database.open().query(join('demo'));
    assert.equal(await prepare(true), true);
  });
});
