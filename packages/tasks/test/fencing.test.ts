import assert from 'node:assert/strict';
import type { Database } from '@feed/store/postgres/queryable';
import { statement } from '@feed/store/postgres/statement';
import { claimTasks, takeBackExpired } from '../src/sql/lease.js';
import { leaveEffect, type Welcome, welcomeMail } from './support/effects.js';
import { type Engine, testEngine } from './support/engine.js';
import { until } from '@feed/testkit/until';

const expire = statement(
  'test.expire',
  "UPDATE tasks SET lease_until = now() - interval '1 s' WHERE id = $1",
);
const useUp = statement('test.use_up', 'UPDATE tasks SET attempts = $2 WHERE id = $1');
const lockRow = statement('test.lock_row', 'SELECT FROM tasks WHERE id = $1 FOR UPDATE');
const attempts = new Map([['welcome-mail', welcomeMail.retry.attempts]]);
const claim = { kinds: ['welcome-mail'], limit: 10, leaseSeconds: 60 };

describe('leases and fencing', () => {
  let engine: Engine;
  beforeEach(async () => {
    engine = await testEngine();
  });
  afterEach(() => engine.close());

  /** A run that pauses in the middle of its transaction, like a process that is suspended. */
  function paused() {
    let resume = (): void => undefined;
    const gate = new Promise<void>((resolve) => (resume = resolve));
    const runs: string[] = [];
    const welcome: Welcome = async (payload, run) => {
      runs.push(run.taskId);
      await leaveEffect(payload, run);
      await gate;
    };
    return { welcome, runs, resume: () => resume() };
  }

  it('rejects the effects of a holder whose task another worker has leased since', async () => {
    const outcomes: string[] = [];
    const finished = ({ kind, outcome }: { kind: string; outcome: string }): void =>
      void (kind === 'welcome-mail' && outcomes.push(outcome));
    const holder = paused();
    const id = await engine.add();
    const own = { leaseSeconds: 3_600, concurrency: 1, sweepIntervalMs: 3_600_000 };
    await engine.runner({ welcome: holder.welcome, ...own, events: { finished } }).start();
    await until('it is held', () => holder.runs.includes(id));
    await engine.database.query(expire, [id]);
    const rival = paused();
    await engine.runner({ welcome: rival.welcome }).start();
    await until('another worker holds it', () => rival.runs.includes(id));
    holder.resume();
    await until('the first holder has tried to commit', () => outcomes.length === 1);
    assert.deepEqual(outcomes, ['lost_lease']);
    assert.equal(await engine.effects(id), 0);
    rival.resume();
    await until('the other one has done it', async () => (await engine.task(id)).state === 'done');
    assert.equal(await engine.effects(id), 1);
    assert.equal((await engine.task(id)).attempts, 2);
  });

  it('aborts a run whose lease is lost', async () => {
    const outcomes: string[] = [];
    let reason: unknown;
    const id = await engine.add();
    const welcome: Welcome = async (_payload, { signal }) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      reason = signal.reason;
    };
    const finished = ({ kind, outcome }: { kind: string; outcome: string }): void =>
      void (kind === 'welcome-mail' && outcomes.push(outcome));
    await engine
      .runner({ welcome, leaseSeconds: 0.3, sweepIntervalMs: 3_600_000, events: { finished } })
      .start();
    await until('it is held', async () => (await engine.task(id)).state === 'running');
    const stolen = statement('test.steal', 'UPDATE tasks SET lease_token = lease_token + 1 WHERE id = $1');
    await engine.database.query(stolen, [id]);
    await until('the run has ended', () => outcomes.length === 1);
    assert.deepEqual(outcomes, ['lost_lease']);
    assert.match(String(reason), /lost_lease/);
  });

  it('takes a task back when its lease ends, long before the next sweep is due', async () => {
    const id = await engine.add();
    const [lost] = await claimTasks(engine.database, { ...claim, leaseSeconds: 1.5 });
    assert.equal(lost?.id, id);
    await engine.runner({ sweepIntervalMs: 3_600_000 }).start();
    assert.equal(
      (await engine.task(id)).state,
      'running',
      'it is not taken from a worker that has time left',
    );
    await until('it is done', async () => (await engine.task(id)).state === 'done');
    assert.equal((await engine.task(id)).attempts, 2);
  });

  it('takes back at its start what an earlier worker left', async () => {
    const id = await engine.add();
    await claimTasks(engine.database, claim);
    await engine.database.query(expire, [id]);
    await engine.runner({ sweepIntervalMs: 3_600_000 }).start();
    await until('it is done', async () => (await engine.task(id)).state === 'done');
  });

  it('aborts a run whose lease ends because Postgres does not answer', async () => {
    const { database } = engine;
    const unanswered = new Promise<never>(() => undefined);
    const query: Database['query'] = (asked, values) =>
      asked.name === 'tasks.extend' ? unanswered : database.query(asked, values);
    let reason: unknown;
    const welcome: Welcome = async (_payload, { signal }) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      reason = signal.reason;
    };
    const id = await engine.add();
    await engine.runner({ welcome, leaseSeconds: 1, database: { ...database, query } }).start();
    await until('it is aborted', () => reason !== undefined);
    assert.match(String(reason), /lease_expired/);
    await until(
      'it is free',
      async () => (await engine.task(id)).attempts > 1 || (await engine.task(id)).lastError,
    );
    assert.equal(await engine.effects(id), 0);
  });

  it('gives a task to only one of many workers that claim at the same time', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => engine.add()));
    const claims = await Promise.all(
      Array.from({ length: 5 }, () => claimTasks(engine.database, { ...claim, limit: 6 })),
    );
    const taken = claims.flat().map((task) => task.id);
    assert.deepEqual(taken.toSorted(), ids.toSorted());
  });

  it('marks a task as dead when its worker died in the last attempt, and takes the others back', async () => {
    const [first, last] = [await engine.add(), await engine.add()];
    await claimTasks(engine.database, claim);
    await engine.database.query(useUp, [last, welcomeMail.retry.attempts]);
    const { nextSeconds, ...none } = await takeBackExpired(engine.database, attempts);
    assert.deepEqual(none, { pending: 0, dead: 0 });
    assert.ok(nextSeconds !== null && nextSeconds > 0 && nextSeconds <= 60, `${nextSeconds}`);
    for (const id of [first, last]) await engine.database.query(expire, [id]);
    assert.deepEqual(await takeBackExpired(engine.database, attempts), {
      ...{ pending: 1, dead: 1, nextSeconds: null },
    });
    assert.equal((await engine.task(first)).state, 'pending');
    assert.equal((await engine.task(last)).state, 'dead');
    assert.match((await engine.task(last)).lastError ?? '', /lease ran out/);
  });

  it('takes back what it can while a stopped holder still has a row locked', async () => {
    const [locked, free] = [await engine.add(), await engine.add()];
    await claimTasks(engine.database, claim);
    for (const id of [locked, free]) await engine.database.query(expire, [id]);
    await engine.database.transaction(async (tx) => {
      await tx.query(lockRow, [locked]);
      assert.deepEqual(await takeBackExpired(engine.database, attempts), {
        ...{ pending: 1, dead: 0, nextSeconds: null },
      });
    });
    assert.equal((await engine.task(free)).state, 'pending');
    assert.equal((await engine.task(locked)).state, 'running');
  });

  it('lets one pending task stand for many of the same key, but never a running one', async () => {
    const options = { dedupKey: 'the same' };
    const first = await engine.add(options);
    assert.equal(await engine.add(options), first);
    await claimTasks(engine.database, claim);
    assert.notEqual(await engine.add(options), first);
  });
});
