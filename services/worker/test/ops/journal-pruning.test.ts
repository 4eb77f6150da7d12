import assert from 'node:assert/strict';
import { statement } from '@feed/store/postgres/statement';
import { until } from '@feed/testkit/until';
import { startPruning } from '../../src/ops/journal-pruning.js';
import { startTestWorker, type TestWorker } from '../support/worker.js';

const write = statement<never>(
  'test.write',
  `WITH author AS (INSERT INTO users (username) VALUES ('ada') RETURNING id)
   INSERT INTO posts (author_id, content) SELECT id, 'text' FROM author`,
);
const hide = statement<never>('test.hide', 'ALTER TABLE feed_changes RENAME TO hidden');
const show = statement<never>('test.show', 'ALTER TABLE hidden RENAME TO feed_changes');

describe('the pruning of the journal by the worker', () => {
  let worker: TestWorker, stop: () => void;
  before(async () => {
    worker = await startTestWorker();
    stop = startPruning(worker.context, 20);
  });
  after(async () => {
    stop();
    await worker.stop();
  });

  const sample = async (name: string) => (await worker.samples(name))[name];

  it('shows the size of the journal, and how far back it reaches', async () => {
    await worker.context.database.query(write);
    await until('the change is counted', async () => ((await sample('feed_journal_rows')) ?? 0) >= 1);
    assert.ok(((await sample('feed_journal_bytes')) ?? 0) > 0);
    const reach = (await sample('feed_journal_reach_seconds')) ?? 0;
    await until('it grows until the first minute is over', async () => {
      return ((await sample('feed_journal_reach_seconds')) ?? 0) > reach;
    });
  });

  it('shows no size that it cannot measure, and goes on when it can', async () => {
    const owner = worker.server.openOwner();
    await owner.query(hide);
    await until('the size is unknown', async () => (await sample('feed_journal_bytes')) === undefined);
    assert.equal(await sample('feed_journal_rows'), undefined);
    assert.notEqual(await sample('feed_journal_reach_seconds'), undefined);
    await owner.query(show);
    await until('it is known', async () => (await sample('feed_journal_bytes')) !== undefined);
  });
});
