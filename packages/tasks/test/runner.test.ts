import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLogger } from '@feed/platform/logger';
import { runInScope } from '@feed/platform/request-context';
import { statement } from '@feed/store/postgres/statement';
import { enqueue } from '../src/enqueue.js';
import { retryDeadTask } from '../src/sql/intervene.js';
import { createMemoryWakeup } from '../src/memory-wakeup.js';
import { PayloadError } from '@feed/events/payload';
import { patient, PermanentFailure } from '../src/task.js';
import { leaveEffect, registryWith, welcomeMail } from './support/effects.js';
import { type Engine, testEngine } from './support/engine.js';
import { until } from '@feed/testkit/until';

const dueNow = statement('test.due_now', 'UPDATE tasks SET run_after = now() WHERE id = $1');
const lastAttempt = statement('test.last_attempt', 'UPDATE tasks SET attempts = $2 WHERE id = $1');
const insertRaw = statement<{ id: string }>(
  'test.insert_raw',
  'INSERT INTO tasks (kind, payload) VALUES ($1, $2) RETURNING id',
);

describe('runner', () => {
  let engine: Engine;
  beforeEach(async () => {
    engine = await testEngine();
  });
  afterEach(() => engine.close());

  const state = async (id: string) => (await engine.task(id)).state;
  const becomes = (id: string, wanted: string) =>
    until(`the task is ${wanted}`, async () => (await state(id)) === wanted);

  it('runs a task on its hint, long before any sweep', async () => {
    await engine.runner({ sweepIntervalMs: 3_600_000 }).start();
    const id = await engine.add();
    await becomes(id, 'done');
    assert.equal(await engine.effects(id), 1);
  });

  it('runs everything that is pending after one hint', async () => {
    const ids = await Promise.all(Array.from({ length: 9 }, () => engine.add()));
    const runner = engine.runner({ sweepIntervalMs: 3_600_000 });
    await runner.start();
    await Promise.all(ids.map((id) => becomes(id, 'done')));
    await until('nothing is running', () => runner.running === 0);
  });

  it('finds by a sweep what no hint announced', async () => {
    const swept: string[] = [];
    const deaf = { ...createMemoryWakeup(), listen: () => undefined };
    await engine.runner({ wakeup: deaf, events: { swept: ({ reason }) => swept.push(reason) } }).start();
    const id = await engine.add();
    await becomes(id, 'done');
    assert.ok(swept.includes('overdue'));
  });

  it('enqueues nothing when the transaction rolls back', async () => {
    const work = engine.database.transaction(async (tx) => {
      await enqueue(tx, welcomeMail, { userId: '42' });
      throw new Error('rolled back on purpose');
    });
    await assert.rejects(work);
    const [row] = await engine.database.query(
      statement<{ count: number }>('test.count', 'SELECT count(*)::int AS count FROM tasks'),
    );
    assert.equal(row?.count, 0);
  });

  it('never runs more at the same time than it may', async () => {
    let now = 0;
    let most = 0;
    const welcome = async (): Promise<void> => {
      most = Math.max(most, (now += 1));
      await sleep(20);
      now -= 1;
    };
    const ids = await Promise.all(Array.from({ length: 8 }, () => engine.add()));
    await engine.runner({ welcome, concurrency: 3 }).start();
    await Promise.all(ids.map((id) => becomes(id, 'done')));
    assert.equal(most, 3);
  });

  it('leaves a slot to other tasks, however many bulk tasks are due', async () => {
    let [now, most] = [0, 0];
    const release: (() => void)[] = [];
    const bulk = {
      ...{ name: 'bulk', on: ['user.registered'] as const, retry: patient, bulk: true },
      effect: 'external' as const,
      run: async () => {
        most = Math.max(most, (now += 1));
        await new Promise<void>((done) => void release.push(done));
        now -= 1;
      },
    };
    const addBulk = () =>
      engine.database.transaction((tx) => enqueue(tx, bulk, { userId: '42', event: 'user.registered' }));
    const ids = await Promise.all(Array.from({ length: 6 }, addBulk));
    await engine.runner({ registry: registryWith(leaveEffect, bulk), concurrency: 3 }).start();
    await until('bulk tasks are running', () => now === 2);
    // They hold their slots while these are enqueued and run.
    for (const id of await Promise.all([engine.add(), engine.add()])) await becomes(id, 'done');
    assert.equal(now, 2);
    const done = async () => (await Promise.all(ids.map(state))).every((each) => each === 'done');
    await until('all are done', async () => {
      for (const each of release.splice(0)) each();
      return done();
    });
    assert.equal(most, 2);
  });

  it('runs bulk tasks with a single slot, too', async () => {
    const bulk = {
      ...{ name: 'bulk', on: ['user.registered'] as const, retry: patient, bulk: true },
      ...{ effect: 'external' as const, run: async () => undefined },
    };
    await engine.runner({ registry: registryWith(leaveEffect, bulk), concurrency: 1 }).start();
    const id = await engine.database.transaction((tx) => enqueue(tx, bulk, { userId: '42' }));
    await becomes(id, 'done');
  });

  it('retries later what failed, keeps its error without secrets, and rolls its effects back', async () => {
    let runs = 0;
    const outcomes: string[] = [];
    await engine
      .runner({
        welcome: async (payload, run) => {
          await leaveEffect(payload, run);
          if ((runs += 1) === 1) throw new Error(`smtp://user:hunter2@mail rejected ${'x'.repeat(5_000)}`);
        },
        events: { finished: (run) => void (run.kind === 'welcome-mail' && outcomes.push(run.outcome)) },
      })
      .start();
    const id = await engine.add();
    await until('the first run failed', () => outcomes.length === 1);
    const failed = await engine.task(id);
    assert.equal(failed.state, 'pending');
    assert.ok(failed.runAfter.getTime() > Date.now(), 'it waits before the next attempt');
    assert.match(failed.lastError ?? '', /^Error: smtp:\/\/user:\[redacted\]@mail rejected x/);
    assert.ok((failed.lastError ?? '').length <= 1_000);
    assert.equal(await engine.effects(id), 0);
    await engine.database.query(dueNow, [id]);
    await becomes(id, 'done');
    assert.deepEqual(outcomes, ['retry', 'done']);
    assert.equal(await engine.effects(id), 1);
  });

  it('gives up after the last attempt, and can be redriven by hand', async () => {
    let broken = true;
    const id = await engine.add();
    await engine.database.query(lastAttempt, [id, welcomeMail.retry.attempts - 1]);
    const welcome: typeof leaveEffect = async (payload, run) => {
      if (broken) throw new Error('no such mailbox');
      await leaveEffect(payload, run);
    };
    await engine.runner({ welcome }).start();
    await becomes(id, 'dead');
    assert.equal((await engine.task(id)).lastError, 'Error: no such mailbox');
    broken = false;
    const done = await engine.database.transaction((tx) => retryDeadTask(tx, id, { actorId: null }));
    assert.equal(done?.changed, true);
    await becomes(id, 'done');
    assert.equal((await engine.task(id)).attempts, 1);
  });

  it('does not retry an invalid payload', async () => {
    const [row] = await engine.database.query(insertRaw, ['welcome-mail', '{"userId": "nobody"}']);
    const thrown = await engine.add();
    const welcome = async (): Promise<void> => {
      throw new PayloadError('this person is gone');
    };
    await engine.runner({ welcome }).start();
    await becomes(row?.id ?? '', 'dead');
    await becomes(thrown, 'dead');
    assert.equal((await engine.task(thrown)).lastError, 'PayloadError: this person is gone');
  });

  it('ends what was refused for good, without a retry and not as dead', async () => {
    const outcomes: string[] = [];
    const events = { finished: ({ outcome }: { outcome: string }) => void outcomes.push(outcome) };
    const welcome: typeof leaveEffect = async (payload, run) => {
      await leaveEffect(payload, run);
      throw new PermanentFailure('there is no such mailbox (550)');
    };
    await engine.runner({ welcome, events }).start();
    const id = await engine.add();
    await until('it has ended', () => outcomes.includes('refused'));
    const { state: ended, attempts, lastError } = await engine.task(id);
    assert.deepEqual([ended, attempts], ['done', 1]);
    assert.equal(lastError, 'PermanentFailure: there is no such mailbox (550)');
    assert.equal(await engine.effects(id), 0);
  });

  it("leaves a newer release's kinds to a newer worker", async () => {
    const [row] = await engine.database.query(insertRaw, ['not-yet-known', '{}']);
    await engine.runner().start();
    const later = await engine.add();
    await becomes(later, 'done');
    assert.equal(await state(row?.id ?? ''), 'pending');
  });

  it('keeps the lease of a long run, however short it is', async () => {
    const id = await engine.add();
    let runs = 0;
    const welcome: typeof leaveEffect = async (payload, run) => {
      runs += 1;
      await sleep(2_500, undefined, { signal: run.signal });
      await leaveEffect(payload, run);
    };
    await engine.runner({ welcome, leaseSeconds: 1.5 }).start();
    await becomes(id, 'done');
    assert.equal(runs, 1);
  });

  it('fails a run that takes too long', async () => {
    const id = await engine.add();
    const welcome: typeof leaveEffect = async (payload, run) => {
      await leaveEffect(payload, run);
      await sleep(60_000, undefined, { signal: run.signal });
    };
    await engine.runner({ welcome, runTimeoutMs: 100 }).start();
    await until('it has failed', async () => /timeout/.test((await engine.task(id)).lastError ?? ''));
    assert.equal(await engine.effects(id), 0);
  });

  it('plans periodic tasks, once, and again after each run', async () => {
    const pending = statement<{ kind: string; due: boolean }>(
      'test.periodic',
      `SELECT kind, run_after <= now() AS due FROM tasks WHERE state = 'pending' AND kind <> 'welcome-mail' ORDER BY kind`,
    );
    const ran = new Set<string>();
    const events = { finished: ({ kind }: { kind: string }) => void ran.add(kind) };
    await Promise.all([engine.runner({ events }).start(), engine.runner({ events }).start()]);
    await until('all kinds have run', () => ran.size === 3);
    await until('all are planned', async () => (await engine.database.query(pending)).length === 3);
    assert.deepEqual(await engine.database.query(pending), [
      { kind: 'check-feeds', due: false },
      { kind: 'reconcile-counters', due: false },
      { kind: 'retention', due: false },
    ]);
  });

  it('plans a periodic task again when its last run died with its worker', async () => {
    const died = statement(
      'test.died',
      `INSERT INTO tasks (kind, payload, state, attempts, lease_until)
       VALUES ('retention', '{}', 'running', 1000, now() - interval '1 s')`,
    );
    const planned = statement(
      'test.planned',
      "SELECT FROM tasks WHERE kind = 'retention' AND state = 'pending' AND run_after > now()",
    );
    await engine.database.query(died);
    await engine.runner().start();
    await until('it is planned', async () => (await engine.database.query(planned)).length === 1);
  });

  it('logs each run with the ids of the request and of the task', async () => {
    const lines: string[] = [];
    const destination = { write: (line: string) => void lines.push(line) };
    const logger = createLogger({ service: 'test', level: 'info', version: '0', destination });
    await engine.runner({ logger }).start();
    const id = await runInScope({ requestId: 'from-the-api' }, () => engine.add());
    await becomes(id, 'done');
    const isRun = (line: string) => line.includes(id) && line.includes('"outcome":"done"');
    await until('its run is logged', () => lines.some(isRun));
    const line = JSON.parse(lines.find(isRun) ?? '{}') as Record<string, unknown>;
    assert.equal(line['request_id'], 'from-the-api');
    assert.equal(line['task_kind'], 'welcome-mail');
  });

  it('lets runs end at shutdown, and gives back those that do not', async () => {
    const quick = await engine.add();
    const stuck = await engine.add();
    let letGo = (): void => undefined;
    const gate = new Promise<void>((resolve) => (letGo = resolve));
    const started: string[] = [];
    const welcome: typeof leaveEffect = async (payload, run) => {
      started.push(run.taskId);
      await leaveEffect(payload, run);
      if (run.taskId === quick) await gate;
      else await new Promise((resolve) => run.signal.addEventListener('abort', resolve));
    };
    const runner = engine.runner({ welcome });
    await runner.start();
    await until('both run', () => started.includes(quick) && started.includes(stuck));
    const closed = runner.close(500);
    letGo();
    await closed;
    assert.equal(await state(quick), 'done');
    const back = await engine.task(stuck);
    assert.deepEqual([back.state, back.attempts], ['pending', 0]);
    assert.equal(await engine.effects(stuck), 0);
  });
});
