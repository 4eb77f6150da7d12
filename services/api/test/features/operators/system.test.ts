import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { schemaVersion } from '@feed/store/postgres/migrations/all';
import { statement } from '@feed/store/postgres/statement';
import { until } from '@feed/testkit/until';
import { type TestApp, startTestApp } from '../../support/app.js';
import { type Client, clientOf } from '../../support/client.js';
import type { Someone } from '../../support/people.js';
import { startApi } from '../../support/process.js';
import { withRole } from '../../support/roles.js';

const report = statement(
  'test.report',
  `INSERT INTO processes (id, kind, version, revision, seen_at, usage)
   VALUES ($1, 'worker', '9.9.9', 'abc', now() - make_interval(secs => $2), $3)`,
);
const clear = statement('test.clear_processes', 'DELETE FROM processes');
const addTasks = statement(
  'test.add_tasks',
  `INSERT INTO tasks (kind, payload, state, run_after, finished_at) VALUES
     ('mail', '{}', 'pending', now() - interval '100 s', NULL), ('mail', '{}', 'running', now(), NULL),
     ('mail', '{}', 'dead', now(), now()), ('feed', '{}', 'dead', now(), now()), ('feed', '{}', 'done', now(), now())`,
);
const removeTasks = statement('test.remove_tasks', 'DELETE FROM tasks');

interface Budget {
  host: string;
  component: string;
  resource: string;
  processId: string | null;
  unit: string;
  used: number | null;
  limit: number;
  ratio: number | null;
  state: string;
  measuredAt: string | null;
  runbook: string;
}

const budgets = `{ hostBudgets {
  host component resource processId unit used limit ratio state measuredAt runbook } }`;

describe('the state of the system', () => {
  let app: TestApp, client: Client, admin: Someone;
  before(async () => {
    app = await startTestApp();
    client = clientOf(app);
    admin = await withRole(app, 'ADMIN');
  });
  after(() => app.stop());
  beforeEach(() => app.context.database.query(clear));

  const hostBudgets = async (of: Client = client) =>
    (await of.data(budgets, null, admin.token)).hostBudgets as Budget[];
  const processes = async (of: Client = client) =>
    (
      await of.data(
        '{ processes { id kind version revision isRunning startedAt lastSeenAt } }',
        null,
        admin.token,
      )
    ).processes as { id: string; kind: string; version: string; isRunning: boolean; startedAt: string }[];
  const rowsOf = (rows: readonly Budget[], host: string, resource: string) =>
    rows.filter((row) => row.host === host && row.resource === resource);
  const addWorker = (id: string, secondsAgo: number, used: number) => {
    const usage = [
      { host: 'render', resource: 'memory_bytes', used },
      { host: 'new-host', resource: 'x', used },
    ];
    return app.context.database.query(report, [id, secondsAgo, JSON.stringify(usage)]);
  };

  describe('hostBudgets', () => {
    it('shows every resource of every host, with its limit, its state and its runbook', async () => {
      await addWorker('71', 5, 51_200_000);
      const rows = await hostBudgets();
      const found = rows.map(({ host, resource }) => `${host} ${resource}`).toSorted();
      assert.deepEqual(found, [
        ...['pythonanywhere disk_bytes', 'pythonanywhere memory_bytes', 'rediscloud commands_per_second'],
        ...['rediscloud connections', 'rediscloud memory_bytes', 'render memory_bytes'],
        ...['supabase connections', 'supabase database_bytes'],
      ]);
      for (const { used, limit, ratio, state } of rows) {
        if (used === null) assert.deepEqual([ratio, state], [null, 'UNKNOWN']);
        else assert.equal(ratio, used / limit);
      }
      const [worker] = rowsOf(rows, 'render', 'memory_bytes');
      assert.ok(Math.abs(Date.parse(worker?.measuredAt ?? '') - Date.now()) < 60_000);
      assert.deepEqual(worker, {
        ...{ host: 'render', component: 'worker', resource: 'memory_bytes', processId: '71', unit: 'bytes' },
        ...{
          used: 51_200_000,
          limit: 512_000_000,
          ratio: 0.1,
          state: 'OK',
          runbook: 'ProcessMemoryNearlyFull',
        },
        measuredAt: worker?.measuredAt,
      });
      const [own] = rowsOf(rows, 'pythonanywhere', 'memory_bytes');
      assert.equal(own?.processId, app.context.reporter.current().id);
      assert.equal(rowsOf(rows, 'supabase', 'database_bytes')[0]?.processId, null);
      assert.ok((rowsOf(rows, 'rediscloud', 'connections')[0]?.used ?? 0) >= 1);
    });

    it('names runbooks that exist', async () => {
      const text = readFileSync(new URL('../../../../../docs/runbooks.md', import.meta.url), 'utf8');
      for (const { runbook } of await hostBudgets()) assert.ok(text.includes(`\n## ${runbook}\n`), runbook);
    });

    it('has a row for each process of the last minute, and says when a limit is near or reached', async () => {
      await addWorker('81', 1, 409_600_000);
      await addWorker('82', 30, 409_600_001);
      await addWorker('83', 59, 512_000_000);
      await addWorker('84', 61, 1);
      const rows = rowsOf(await hostBudgets(), 'render', 'memory_bytes');
      assert.deepEqual(rows.map(({ processId, state }) => [processId, state]).toSorted(), [
        ['81', 'OK'],
        ['82', 'WARN'],
        ['83', 'FULL'],
      ]);
    });

    it('says that what no process reports is unknown', async () => {
      const [row] = rowsOf(await hostBudgets(), 'render', 'memory_bytes');
      assert.deepEqual(
        [row?.used, row?.state, row?.measuredAt, row?.processId, row?.limit],
        [null, 'UNKNOWN', null, null, 512_000_000],
      );
    });

    it('works while Redis is away', async () => {
      const lost = await startTestApp({ servers: app, env: { REDIS_URL: 'redis://127.0.0.1:1' } });
      try {
        const rows = await hostBudgets(clientOf(lost));
        const states = (host: string) => rows.filter((row) => row.host === host).map(({ state }) => state);
        assert.deepEqual([...new Set(states('rediscloud'))], ['UNKNOWN']);
        assert.deepEqual([...new Set(states('supabase'))], ['OK']);
      } finally {
        await lost.stop();
      }
    });

    it('works while the database is read-only', async () => {
      await app.database.alter('SET default_transaction_read_only = on');
      await app.database.endSessions();
      try {
        const full = await startTestApp({ servers: app });
        try {
          const rows = await hostBudgets(clientOf(full));
          assert.equal(rowsOf(rows, 'supabase', 'database_bytes')[0]?.state, 'OK');
          assert.equal(rowsOf(rows, 'pythonanywhere', 'memory_bytes')[0]?.used === null, false);
          const status = (await clientOf(full).data('{ systemStatus { readOnly } }', null, admin.token))
            .systemStatus;
          assert.equal(status.readOnly, true);
        } finally {
          await full.stop();
        }
      } finally {
        await app.database.alter('RESET default_transaction_read_only');
        await app.database.endSessions();
      }
    });
  });

  it('systemStatus sums up tasks, versions and servers', async () => {
    await app.context.database.query(removeTasks);
    await app.context.database.query(addTasks);
    const query = `{ systemStatus { version schemaVersion readOnly redis pendingTasks runningTasks deadTasks
      oldestPendingSeconds catchesMails } }`;
    const { oldestPendingSeconds, ...rest } = (await client.data(query, null, admin.token)).systemStatus;
    assert.deepEqual(rest, {
      ...{ version: app.context.config.version, schemaVersion, readOnly: false, redis: true },
      ...{ pendingTasks: 1, runningTasks: 1, deadTasks: 2, catchesMails: false },
    });
    assert.ok(oldestPendingSeconds >= 100 && oldestPendingSeconds < 200);
  });

  it('processes shows this process and those that reported in the last hour', async () => {
    await addWorker('91', 61, 1);
    await addWorker('92', 3601, 1);
    const found = await processes();
    const own = app.context.reporter.current();
    assert.deepEqual(
      found.map(({ id, kind, isRunning }) => [id, kind, isRunning]),
      [
        [own.id, 'api', true],
        ['91', 'worker', false],
      ],
    );
    assert.ok(Math.abs(Date.parse(found[0]?.startedAt ?? '') - Date.now()) < 120_000);
  });

  it('processes shows another process from its start to its end', async () => {
    const other = startApi({ ...app.database.env, REDIS_URL: app.redis.url, BUILD_VERSION: '7.7.7' });
    await until('it is listed', async () => (await processes()).some(({ version }) => version === '7.7.7'));
    assert.equal(rowsOf(await hostBudgets(), 'pythonanywhere', 'memory_bytes').length, 2);
    other.child.kill('SIGTERM');
    assert.deepEqual(await other.ended(), [0, null]);
    assert.deepEqual((await processes()).length, 1);
  });
});
