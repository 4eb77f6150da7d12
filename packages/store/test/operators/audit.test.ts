import assert from 'node:assert/strict';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { auditLog, type AuditFilter } from '../../src/operators/audit/reads.js';
import { audit } from '../../src/operators/audit/writes.js';
import type { Database } from '../../src/postgres/database.js';
import { modelsOf } from '../../src/postgres/models/models.js';

describe('the audit log', () => {
  let server: TestDatabase, database: Database, owner: Database;
  let ann: string;
  before(async () => {
    server = await testDatabase();
    [database, owner] = [server.open(), server.openOwner()];
    ann = (await modelsOf(database).User.create({ username: 'ann' })).id;
    await database.transaction(async (tx) => {
      await audit(tx, { actorId: ann, action: 'role.set', targetType: 'user', targetId: '5' });
      const detail = { operator: 'root' };
      await audit(tx, { actorId: null, detail, action: 'feeds.rebuild', targetType: 'system', targetId: '' });
    });
  });
  after(() => server.drop());

  const run = (sql: string, on = owner) => on.withClient((client) => client.query(sql));
  const because = (reason: RegExp) => (error: unknown) =>
    reason.test(String((error as Error & { cause?: Error }).cause?.message));
  /** Runs a change in a transaction that is then rolled back, on a connection of the owner. */
  const attempt = (role: string, sql: string) =>
    owner.withClient(async (client) => {
      try {
        await client.query(`BEGIN; SET LOCAL session_replication_role = '${role}'`);
        await client.query(sql);
      } finally {
        await client.query('ROLLBACK');
      }
    });
  const actions = async (filter: AuditFilter, first = 10) =>
    (await auditLog(database, filter, { first }, { bio: true })).items.map(({ action }) => action);

  it('refuses every change but an insert, also to the owner of the table and to a session that poses as a replica', async () => {
    const changes = [
      'UPDATE audit_log SET actor_id = NULL',
      'UPDATE audit_log SET actor_id = NULL WHERE false',
      'DELETE FROM audit_log',
      'TRUNCATE audit_log',
      `INSERT INTO audit_log SELECT * FROM audit_log ON CONFLICT (id) DO UPDATE SET action = 'x'`,
      `MERGE INTO audit_log a USING audit_log b ON a.id = b.id WHEN MATCHED THEN DELETE`,
    ];
    for (const sql of changes)
      for (const role of ['origin', 'replica'])
        await assert.rejects(attempt(role, sql), because(/the audit log only grows/), `${role}: ${sql}`);
    assert.deepEqual(await actions({}), ['feeds.rebuild', 'role.set']);
  });

  it('grants the services no right to change it', async () => {
    for (const sql of ["UPDATE audit_log SET action = 'x'", 'DELETE FROM audit_log', 'TRUNCATE audit_log'])
      await assert.rejects(run(sql, database), because(/permission denied/), sql);
  });

  it('is not written when the action is rolled back', async () => {
    const failing = database.transaction(async (tx) => {
      await audit(tx, { actorId: ann, action: 'task.bury', targetType: 'task', targetId: '9' });
      throw new Error('no');
    });
    await assert.rejects(failing, because(/no/));
    assert.deepEqual(await actions({ action: 'task.bury' }), []);
  });

  it('is read newest first, by actor, target and action', async () => {
    assert.deepEqual(await actions({}, 1), ['feeds.rebuild']);
    assert.deepEqual(await actions({ actorId: ann }), ['role.set']);
    assert.deepEqual(await actions({ targetId: '5' }), ['role.set']);
    assert.deepEqual(await actions({ action: 'feeds.rebuild' }), ['feeds.rebuild']);
    assert.deepEqual(await actions({ actorId: ann, action: 'feeds.rebuild' }), []);
    const [entry] = (await auditLog(database, {}, { first: 1 }, { bio: true })).items;
    assert.deepEqual([entry?.actor, entry?.detail], [null, { operator: 'root' }]);
  });

  it('keeps the id of an account that is gone', async () => {
    const gone = (await modelsOf(database).User.create({ username: 'gone' })).id;
    await database.transaction((tx) =>
      audit(tx, { actorId: gone, action: 'task.retry', targetType: 'task', targetId: '3' }),
    );
    await modelsOf(database).User.destroy({ id: gone });
    const [entry] = (await auditLog(database, { actorId: gone }, { first: 1 }, { bio: true })).items;
    assert.deepEqual([entry?.actorId, entry?.actor, entry?.targetId], [gone, null, '3']);
  });

  it('takes no more bytes for a row than its table says', async () => {
    await run(
      `INSERT INTO audit_log (actor_id, action, target_type, target_id, detail)
       SELECT ${ann}, 'role.set', 'user', next_id()::text, '{"from": "USER", "to": "ADMIN"}' FROM generate_series(1, 10000)`,
    );
    const { rows } = await run(
      "SELECT pg_total_relation_size('audit_log') / count(*) AS bytes FROM audit_log",
    );
    const { bytes } = rows[0] as { bytes: string };
    assert.ok(Number(bytes) <= 200, bytes);
  });

  it('rejects a detail that is too long', async () => {
    const detail = { text: Array.from({ length: 3000 }, () => Math.random()).join('') };
    const long = database.transaction((tx) =>
      audit(tx, { actorId: ann, detail, action: 'role.set', targetType: 'user', targetId: '5' }),
    );
    await assert.rejects(long);
  });
});
