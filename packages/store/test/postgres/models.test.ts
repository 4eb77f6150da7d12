import assert from 'node:assert/strict';
import { fn } from 'sequelize';
import type { Database } from '../../src/postgres/database.js';
import { violatedConstraint } from '../../src/postgres/errors.js';
import { modelsOf, type Models } from '../../src/postgres/models/models.js';
import { statement, type Statement } from '../../src/postgres/statement.js';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';

const countUsers = statement<{ n: number }>('test.count', 'SELECT count(*)::int AS n FROM users');
const lockUsers = statement('test.lock_users', 'LOCK TABLE users');
const prepared = statement<{ n: number }>(
  'test.prepared',
  "SELECT count(*)::int AS n FROM pg_prepared_statements WHERE name LIKE '%model%'",
);

describe('models', () => {
  let server: TestDatabase, database: Database, models: Models;
  const ran: string[] = [];
  const failed: string[] = [];
  before(async () => {
    server = await testDatabase();
    const events = {
      ran: (name: string) => void ran.push(name),
      failed: (code: string) => void failed.push(code),
    };
    database = server.open({ events });
    models = modelsOf(database);
  });
  after(() => server.drop());
  beforeEach(async () => {
    await database.query(statement('test.empty', 'DELETE FROM users'));
    for (const list of [ran, failed]) list.length = 0;
  });

  it('read and write rows, with ids as text and times as Date', async () => {
    const ada = await models.User.create({ username: 'ada', email: "o'ada\\@example.org" });
    assert.match(ada.id, /^\d{19}$/);
    assert.ok(ada.updatedAt instanceof Date);
    assert.deepEqual([ada.bio, ada.isVerified, ada.postsCount], ['', false, 0]);
    const found = await models.User.findOne({ attributes: ['id', 'email'], where: { username: 'ada' } });
    assert.deepEqual(found, { id: ada.id, email: "o'ada\\@example.org" });
    assert.equal(await models.User.findOne({ where: { id: '1' } }), null);
    const [changed] = await models.User.update({ bio: "it's", firstName: undefined }, { id: ada.id });
    assert.deepEqual(changed, { ...ada, bio: "it's" });
    assert.deepEqual(await models.User.update({ updatedAt: fn('now') }, { id: '1' }), []);
    assert.equal(await models.User.destroy({ username: "it's RETURNING" }), 0);
    assert.equal(await models.User.destroy({ id: ada.id }), 1);
  });

  it('include the row of an association', async () => {
    const { id: userId } = await models.User.create({ username: 'ada' });
    const { id } = await models.Session.create({ userId, expiresAt: new Date(0) });
    const include = { association: 'user' as const, attributes: ['username'] };
    const session = await models.Session.findOne({
      attributes: ['expiresAt'],
      where: { id },
      include,
    });
    assert.deepEqual(session, { expiresAt: new Date(0), user: { username: 'ada' } });
  });

  it('say whether a row already existed', async () => {
    const [ada, ben] = [
      await models.User.create({ username: 'ada' }),
      await models.User.create({ username: 'ben' }),
    ];
    const mute = { muterId: ada.id, mutedId: ben.id };
    assert.equal(await models.Mute.createIfAbsent(mute), true);
    assert.equal(await models.Mute.createIfAbsent(mute), false);
    assert.equal((await models.Mute.findAll({ where: mute })).length, 1);
  });

  it('take part in the transaction that they are created for', async () => {
    const undo = new Error('undo');
    const work = database.transaction(async (tx) => {
      await modelsOf(tx).User.create({ username: 'ada' });
      assert.deepEqual(await tx.query(countUsers), [{ n: 1 }]);
      assert.deepEqual(await models.User.findAll(), []);
      throw undo;
    });
    await assert.rejects(work, { cause: undo });
    assert.deepEqual(await models.User.findAll(), []);
  });

  it('are timed and counted as statements are, by their table', async () => {
    await models.User.create({ username: 'ada' });
    await assert.rejects(models.User.create({ username: 'ADA' }));
    assert.deepEqual(ran, ['users.model_create', 'users.model_create']);
    assert.deepEqual(failed, ['CONFLICT']);
  });

  it('reject with coded errors, which carry neither the statement nor its values', async () => {
    await models.User.create({ username: 'ada' });
    await assert.rejects(models.User.create({ username: 'Ada', passwordHash: 'secret' }), (error: Error) => {
      assert.equal(violatedConstraint(error), 'users_username');
      assert.equal((error as { code?: string }).code, 'CONFLICT');
      assert.doesNotMatch(JSON.stringify([error, error.cause]), /secret|INSERT/);
      return true;
    });
    const session = models.Session.create({ userId: '1', expiresAt: new Date() });
    await assert.rejects(session, { code: 'NOT_FOUND' });
  });

  it('reject text that Postgres cannot store, wherever it is', async () => {
    const wrong = { code: 'INVALID_INPUT' };
    const username = 'a\0da';
    await assert.rejects(models.User.create({ username }), wrong);
    await assert.rejects(models.User.update({ bio: '\0' }, { username: 'ada' }), wrong);
    await assert.rejects(models.User.findAll({ where: { username } }), wrong);
    await assert.rejects(models.User.destroy({ username }), wrong);
  });

  it('wait neither for a connection nor for a response longer than statements do', async () => {
    const small = server.open({ poolMax: 1, acquireTimeoutMs: 1000 });
    const blocked = modelsOf(small).User;
    await small.transaction(async () => assert.rejects(blocked.findAll(), { code: 'OVERLOADED' }));
    const hurried = server.open({ poolMax: 1, statementTimeoutMs: 200 });
    await database.transaction(async (tx) => {
      await tx.query(lockUsers);
      await assert.rejects(modelsOf(hurried).User.findAll(), { code: 'TIMEOUT' });
    });
    assert.deepEqual(await modelsOf(hurried).User.findAll(), []);
    assert.equal(hurried.stats().active, 0);
  });

  it('leave nothing in the session', async () => {
    const direct = server.open({ url: server.url, pooler: 'none', poolMax: 1 });
    await modelsOf(direct).User.findAll();
    assert.deepEqual(await direct.query(prepared), [{ n: 0 }]);
  });

  it('use no connections of their own', async () => {
    const texts: string[] = [];
    const query = async <Row>({ text }: Statement<Row>) => {
      texts.push(text);
      return [];
    };
    assert.deepEqual(await modelsOf({ query }).Block.findAll({ where: { blockerId: '1' } }), []);
    assert.equal(await modelsOf({ query }).Block.destroy({ blockerId: '1' }), 0);
    assert.equal(texts.length, 2);
    assert.match(texts[1] ?? '', /^DELETE FROM "blocks" WHERE "blocker_id" = '1' RETURNING 1 AS one$/);
  });
});
