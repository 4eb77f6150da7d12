import assert from 'node:assert/strict';
import { silentLogger } from '@feed/testkit/silent-logger';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { until } from '@feed/testkit/until';
import { statement, type Database } from '../../src/postgres/database.js';
import { modelsOf } from '../../src/postgres/models/models.js';
import { createReadinessProbe } from '../../src/postgres/readiness.js';

interface Values {
  moment: Date;
  bytes: Buffer;
  share: number;
  big: string;
  slash: string;
  moments: Date[];
}
const values = statement<Values>(
  'test.values',
  `SELECT $1::timestamptz AS moment, decode('00ff41', 'hex') AS bytes, (0.1::float8 + 0.2::float8) AS share,
     9007199254740993::int8 AS big, $2::text AS slash, ARRAY[$1::timestamptz] AS moments`,
);
const isolation = statement<{ level: string }>(
  'test.isolation',
  "SELECT current_setting('transaction_isolation') AS level",
);
const bump = statement<{ n: number }>(
  'test.bump',
  'UPDATE users SET posts_count = posts_count + 1 WHERE id = $1 RETURNING posts_count AS n',
);

/** Defaults that real databases have, one of which is enough to break a service that relies on another. */
const odd = [
  "datestyle = 'SQL, DMY'",
  "datestyle = 'German'",
  "datestyle = 'Postgres, MDY'",
  "timezone = 'Asia/Kathmandu'",
  "intervalstyle = 'sql_standard'",
  "bytea_output = 'escape'",
  'extra_float_digits = 0',
  'standard_conforming_strings = off',
  "client_encoding = 'LATIN1'",
  "default_transaction_isolation = 'repeatable read'",
  "default_transaction_isolation = 'serializable'",
  'default_transaction_deferrable = on',
  'row_security = off',
];
/** A pooler passes none of these on. */
const oddDirectly = [
  "lock_timeout = '1ms'",
  "idle_in_transaction_session_timeout = '1ms'",
  "idle_session_timeout = '1ms'",
  "statement_timeout = '1ms'",
  'extra_float_digits = -15',
];

describe('a database with other defaults', () => {
  let server: TestDatabase;
  before(async () => {
    server = await testDatabase();
  });
  after(() => server.drop());

  const answers = (database: Database): Promise<boolean> =>
    database.ping().then(
      () => true,
      () => false,
    );
  /** Gives the database a default, with which every session of `work` begins. */
  async function given(setting: string, work: (database: Database) => Promise<void>): Promise<void> {
    await server.alter(`SET ${setting}`);
    await server.endSessions();
    const database = server.open();
    try {
      // A pooler lends a session that has just been ended once more before it notices.
      await until('new sessions are open', () => answers(database));
      await work(database);
    } finally {
      await server.alter(`RESET ${setting.split(' ')[0]}`);
      await database.close();
      await server.endSessions();
    }
  }

  for (const setting of odd) it(`is read and written as any other: ${setting}`, () => given(setting, works));
  for (const setting of oddDirectly)
    it(`is read and written as any other, directly: ${setting}`, function () {
      if (server.env.DATABASE_POOLER === 'transaction') this.skip();
      return given(setting, works);
    });

  async function works(database: Database): Promise<void> {
    const moment = new Date('2026-03-04T05:06:07.089Z');
    const text = "\\' OR 1=1 -- \\x é €";
    const [row] = await database.query(values, [moment, text]);
    const expected = { moment, bytes: Buffer.from([0, 255, 65]), big: '9007199254740993', slash: text };
    const { share = 0, ...exact } = row ?? {};
    assert.deepEqual(exact, { ...expected, moments: [moment] });
    assert.ok(Math.abs(share - 0.3) < 1e-9);
    await writes(database, moment, text);
    assert.deepEqual(await database.transaction((tx) => tx.query(isolation)), [{ level: 'read committed' }]);
  }

  async function writes(database: Database, updatedAt: Date, text: string): Promise<void> {
    const { User } = modelsOf(database);
    const user = await User.create({ username: 'back\\slash', firstName: text, updatedAt });
    try {
      assert.deepEqual([user.updatedAt, user.firstName], [updatedAt, text]);
      const found = await User.findAll({ attributes: ['id'], where: { username: 'back\\slash' } });
      assert.deepEqual(found, [{ id: user.id }]);
      assert.deepEqual(await User.findAll({ where: { username: text } }), []);
      assert.deepEqual(await User.findAll({ where: { updatedAt, firstName: text, id: user.id } }), [user]);
      // A statement that meets a change of the same row waits for it, whatever the isolation.
      await Promise.all(Array.from({ length: 8 }, () => database.query(bump, [user.id])));
      assert.equal((await User.findOne({ where: { id: user.id } }))?.postsCount, 8);
    } finally {
      await User.destroy({ id: user.id });
    }
  }

  it('says which setting the services cannot work with, and recovers once it is corrected', async () => {
    await given("search_path = 'elsewhere'", async (database) => {
      const options = { database, logger: silentLogger(), draining: () => false, intervalMs: 20 };
      const probe = createReadinessProbe(options);
      try {
        const settings = await until('it is found', () =>
          /search_path.*/.exec(probe.current().checks['settings'] ?? ''),
        );
        assert.match(
          settings[0],
          /^search_path is "elsewhere", but the tables are in public: run ALTER ROLE feed_service IN DATABASE feed_\w+ SET search_path = public, then/,
        );
        assert.equal(probe.current().ready, false);
        const find = () => modelsOf(database).User.findOne({ where: { username: 'x' } });
        // The pool's connections begin with the wrong setting too.
        await assert.rejects(find(), { code: 'INTERNAL' });
        const correction = /ALTER ROLE[^,]+/.exec(settings[0])?.[0] ?? '';
        await server.openOwner().withClient((client) => client.query(correction));
        if (server.env.DATABASE_POOLER === 'transaction') await server.endSessions();
        await until('it is ready', () => probe.current().ready);
        assert.equal(await find(), null);
      } finally {
        probe.close();
      }
    });
  });
});
