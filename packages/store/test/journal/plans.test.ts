import assert from 'node:assert/strict';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { readJournal } from '../../src/journal/poll.js';
import { createPruner } from '../../src/journal/prune.js';
import type { Database } from '../../src/postgres/database.js';
import {
  createExplainer,
  explainsGenericPlans,
  nodesOf,
  rowsOf,
  type Explainer,
  type PlanNode,
} from '../support/explain.js';

const rows = 30_000;
/** Without an upper bound, a third of the rows would be expected. */
const most = 2_000;

describe('plans of statements about a journal with many changes', () => {
  let server: TestDatabase, database: Database, explainer: Explainer;
  before(async function () {
    server = await testDatabase();
    database = server.open({ url: server.url, pooler: 'none' });
    if (!(await explainsGenericPlans(database))) this.skip();
    await database.withClient(async (client) => {
      await client.query(`INSERT INTO feed_changes (kind) SELECT 'liked' FROM generate_series(1, ${rows})`);
      for (let i = 0; i < 300; i += 1) await client.query("INSERT INTO feed_changes (kind) VALUES ('liked')");
    });
    await server.openOwner().withClient((client) => client.query('ANALYZE feed_changes, feed_state'));
    await readJournal(database, undefined);
    explainer = createExplainer(database);
  });
  after(() => server.drop());

  it('read what is new by index, and expect little of it, so that the plan is made once', async () => {
    const { position } = await readJournal(database, undefined);
    await database.withClient((client) => client.query("INSERT INTO feed_changes (kind) VALUES ('liked')"));
    assert.equal((await readJournal(explainer.of(database), position)).changes?.length, 1);
    const [{ plan, generic } = assert.fail('no plan')] = explainer.take();
    const ofJournal = (each: PlanNode) =>
      nodesOf(each).filter((node) => node['Relation Name'] === 'feed_changes');
    assert.deepEqual(ofJournal(plan).map(rowsOf), [1, 0]);
    assert.equal(ofJournal(generic).length, 2);
    for (const node of ofJournal(generic)) {
      assert.equal(node['Index Name'], 'feed_changes_tx');
      assert.ok((node['Plan Rows'] ?? rows) <= most, `${node['Plan Rows']} rows expected`);
    }
  });

  it('prune by index and by place', async () => {
    await createPruner(explainer.of(database), 0).prune();
    const { generic } =
      explainer.take().find(({ name }) => name === 'journal.prune') ?? assert.fail('no plan');
    const scans = nodesOf(generic).filter((node) => node['Relation Name'] === 'feed_changes');
    assert.deepEqual(
      scans
        .map((node) => node['Node Type'])
        .filter((type) => type.endsWith('Scan'))
        .toSorted(),
      ['Index Scan', 'Tid Scan'],
    );
  });
});
