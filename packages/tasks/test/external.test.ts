import assert from 'node:assert/strict';
import { record } from '@feed/events/record';
import type { Database } from '@feed/store/postgres/queryable';
import { statement } from '@feed/store/postgres/statement';
import { reaction } from '../src/reaction.js';
import { patient, type Run } from '../src/task.js';
import { leaveEffect, registryWith } from './support/effects.js';
import { type Engine, testEngine } from './support/engine.js';
import { until } from '@feed/testkit/until';

const tasks = statement<{ id: string; kind: string; state: string }>(
  'test.tasks_of_event',
  "SELECT id, kind, state FROM tasks WHERE payload->>'eventId' = $1",
);
const steal = statement('test.steal', 'UPDATE tasks SET lease_token = lease_token + 1 WHERE id = $1');
const one = statement<{ one: number }>('test.one', 'SELECT 1 AS one');

describe('a reaction with an external effect', () => {
  let engine: Engine;
  beforeEach(async () => {
    engine = await testEngine();
  });
  afterEach(() => engine.close());

  /** A reaction that waits for another service until the test releases it. */
  function slow(name: string) {
    let letGo = (): void => undefined;
    const gate = new Promise<void>((resolve) => (letGo = resolve));
    const runs: Run[] = [];
    const declared = reaction({
      name,
      on: ['user.registered'],
      retry: patient,
      effect: 'external',
      run: async (_payload, run) => {
        runs.push(run);
        await gate;
      },
    });
    return { declared, runs, letGo: () => letGo() };
  }
  const register = (database: Database) =>
    database.transaction((tx) => record(tx, { kind: 'user.registered', payload: { userId: '42' } }));
  const stateOf = async (eventId: string, name: string) =>
    (await engine.database.query(tasks, [eventId])).find(({ kind }) => kind === name);

  it('leaves the only connection to other statements and tasks, and holds up no other reaction', async () => {
    const calling = slow('call');
    const database = engine.server.open({ poolMax: 1 });
    const registry = registryWith(leaveEffect, calling.declared);
    await engine.runner({ database, registry }).start();
    const eventId = await register(engine.database);
    await until('it calls', () => calling.runs.length === 1);
    assert.deepEqual(await database.query(one), [{ one: 1 }]);
    const welcomed = async () => (await stateOf(eventId, 'welcome-mail'))?.state === 'done';
    await until('the other reaction is done', welcomed);
    await engine
      .add()
      .then((id) => until('another task is done', async () => (await engine.effects(id)) === 1));
    assert.equal((await stateOf(eventId, 'call'))?.state, 'running');
    calling.letGo();
    await until('it is done', async () => (await stateOf(eventId, 'call'))?.state === 'done');
    assert.equal(calling.runs.length, 1);
  });

  it('does not mark its task as done once another worker has leased it', async () => {
    const calling = slow('call');
    const outcomes: string[] = [];
    const finished = ({ kind, outcome }: { kind: string; outcome: string }): void =>
      void (kind === 'call' && outcomes.push(outcome));
    const registry = registryWith(leaveEffect, calling.declared);
    const own = { leaseSeconds: 3_600, sweepIntervalMs: 3_600_000 };
    await engine.runner({ registry, ...own, events: { finished } }).start();
    const eventId = await register(engine.database);
    await until('it calls', () => calling.runs.length === 1);
    const task = await stateOf(eventId, 'call');
    await engine.database.query(steal, [task?.id]);
    calling.letGo();
    await until('the run has ended', () => outcomes.length === 1);
    assert.deepEqual(outcomes, ['lost_lease']);
    assert.equal((await stateOf(eventId, 'call'))?.state, 'running');
  });

  it('is aborted and given back at shutdown', async () => {
    const calling = slow('call');
    const runner = engine.runner({ registry: registryWith(leaveEffect, calling.declared) });
    await runner.start();
    const eventId = await register(engine.database);
    await until('it calls', () => calling.runs.length === 1);
    await runner.close(0);
    assert.equal(calling.runs[0]?.signal.aborted, true);
    assert.equal((await stateOf(eventId, 'call'))?.state, 'pending');
  });
});
