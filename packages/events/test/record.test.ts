import assert from 'node:assert/strict';
import { runInScope } from '@feed/platform/request-context';
import { statement } from '@feed/store/postgres/statement';
import { type TestDatabase, testDatabase } from '@feed/testkit/test-database';
import { record } from '../src/record.js';
import type { DomainEvent } from '../src/kinds/all.js';

const stored = statement<Record<string, unknown>>(
  'test.events',
  'SELECT kind, payload, request_id, dispatched_at FROM events WHERE id = $1',
);
const count = statement<{ count: number }>('test.count_events', 'SELECT count(*)::int AS count FROM events');
const registered: DomainEvent = { kind: 'user.registered', payload: { userId: '42' } };

describe('record', () => {
  let server: TestDatabase, announced: number, onEvents: () => void | Promise<void>;
  before(async () => {
    server = await testDatabase();
  });
  beforeEach(() => {
    announced = 0;
    onEvents = () => void (announced += 1);
  });
  after(() => server.drop());
  const open = () => server.open({ onEvents: () => onEvents() });

  it('stores the event with its request, and announces it once after the commit', async () => {
    const database = open();
    const id = await runInScope({ requestId: 'seen-1' }, () =>
      database.transaction(async (tx) => {
        await record(tx, registered);
        const second = await record(tx, registered);
        assert.equal(announced, 0);
        return second;
      }),
    );
    assert.equal(announced, 1);
    assert.deepEqual(await database.query(stored, [id]), [
      { kind: 'user.registered', payload: { userId: '42' }, request_id: 'seen-1', dispatched_at: null },
    ]);
  });

  it('stores and announces nothing when the transaction rolls back', async () => {
    const database = open();
    const [before] = await database.query(count);
    const work = database.transaction(async (tx) => {
      await record(tx, registered);
      throw new Error('on second thoughts');
    });
    await assert.rejects(work);
    assert.deepEqual(await database.query(count), [before]);
    assert.equal(announced, 0);
  });

  it('succeeds whether or not the announcement does', async () => {
    const database = open();
    const failing = () => Promise.reject(new Error('no Redis'));
    const hanging = () => new Promise<void>(() => undefined);
    for (onEvents of [failing, hanging]) {
      const id: string = await database.transaction((tx) => record(tx, registered));
      assert.equal((await database.query(stored, [id])).length, 1);
    }
  });
});
