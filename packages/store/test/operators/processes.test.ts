import assert from 'node:assert/strict';
import { silentLogger } from '@feed/testkit/silent-logger';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { until } from '@feed/testkit/until';
import { seenProcesses } from '../../src/operators/processes/reads.js';
import { createProcessReporter, type ProcessReporter } from '../../src/operators/processes/reporter.js';
import type { Database } from '../../src/postgres/database.js';
import { idTime } from '../../src/postgres/ids.js';
import { statement } from '../../src/postgres/statement.js';

const age = statement('test.age', 'UPDATE processes SET seen_at = now() - make_interval(secs => $1)');

describe('the reports of processes', () => {
  let server: TestDatabase, database: Database, owner: Database;
  let reporters: ProcessReporter[] = [];
  before(async () => {
    server = await testDatabase();
    [database, owner] = [server.open(), server.openOwner()];
  });
  after(() => server.drop());
  afterEach(async () => {
    for (const reporter of reporters) await reporter.stop();
    reporters = [];
  });

  let used = 1;
  const report = (kind: string, intervalMs?: number) => {
    const reporter = createProcessReporter({
      ...{ database, logger: silentLogger(), kind, version: '1.2.3', revision: 'abc' },
      measure: () => [{ host: 'render', resource: 'memory_bytes', used }],
      ...(intervalMs !== undefined && { intervalMs }),
    });
    reporters.push(reporter);
    reporter.start();
    return reporter;
  };
  const kinds = async () => (await seenProcesses(database)).map(({ kind }) => kind);

  it('show each process with its version, its start and what it uses, until it is stopped', async () => {
    const [api, worker] = [report('api'), report('worker')];
    await until('both reported', async () => (await kinds()).length === 2);
    const seen = await seenProcesses(database);
    const found = seen.find(({ kind }) => kind === 'worker');
    assert.equal(found?.id, worker.current().id);
    assert.deepEqual([found?.version, found?.revision, found?.isRunning], ['1.2.3', 'abc', true]);
    assert.deepEqual(found?.usage, [{ host: 'render', resource: 'memory_bytes', used: 1 }]);
    assert.ok(Math.abs(idTime(found?.id ?? '1').getTime() - Date.now()) < 60_000);
    await worker.stop();
    assert.deepEqual(await kinds(), ['api']);
    await api.stop();
    assert.deepEqual(await kinds(), []);
  });

  it('are renewed', async () => {
    report('api', 10);
    used = 5;
    await until('the new value', async () => (await seenProcesses(database))[0]?.usage[0]?.used === 5);
    assert.equal((await kinds()).length, 1);
  });

  it('show a process that was killed for an hour, as one that does not run', async () => {
    const { id } = report('worker').current();
    await until('it reported', async () => (await kinds()).length === 1);
    await database.query(age, [61]);
    assert.deepEqual(
      (await seenProcesses(database)).map((each) => [each.id, each.isRunning]),
      [[id, false]],
    );
    await database.query(age, [3601]);
    assert.deepEqual(await kinds(), []);
    report('api');
    await until('the other is removed', async () => {
      const { rows } = await owner.withClient((client) => client.query('SELECT kind FROM processes'));
      return rows.length === 1 && (rows[0] as { kind: string }).kind === 'api';
    });
  });
});
