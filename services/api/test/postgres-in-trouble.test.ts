import assert from 'node:assert/strict';
import type { ReadinessProbe } from '@feed/store/postgres/readiness';
import { ownPostgres, type OwnPostgres } from '@feed/testkit/own-postgres';
import { patience } from '@feed/testkit/patience';
import { readyProbe } from '@feed/testkit/ready-probe';
import { until } from '@feed/testkit/until';
import request from 'supertest';
import { startTestApp, type TestApp } from './support/app.js';

const limit = {
  STATEMENT_TIMEOUT_MS: '60000',
  DATABASE_ACQUIRE_TIMEOUT_MS: '30000',
  DATABASE_POOLER: 'none',
};

describe('the api while Postgres is in trouble', function () {
  this.timeout(patience(60_000));
  let server: OwnPostgres, app: TestApp, probe: ReadinessProbe;
  before(async () => {
    server = await ownPostgres();
    app = await startTestApp({ env: { ...limit, DATABASE_URL: server.url } });
    probe = await readyProbe(app.context.database);
  });
  after(async () => {
    server.thaw();
    probe.close();
    await app.stop();
    await server.stop();
  });

  const search = async () => {
    const { status, body } = await request(app.url)
      .post('/graphql')
      .send({ query: '{ searchUsers(query: "q") { id } }' });
    return [status, body.errors?.[0].extensions.code];
  };

  it('answers requests in hand and later ones with UNAVAILABLE while it hangs, then serves again', async () => {
    assert.deepEqual(await search(), [200, undefined]);
    server.freeze();
    const inHand = await Promise.all(Array.from({ length: 8 }, search));
    for (const answer of inHand) assert.deepEqual(answer, [503, 'UNAVAILABLE']);
    assert.equal(probe.current().ready, false);
    assert.deepEqual(await search(), [503, 'UNAVAILABLE']);
    server.thaw();
    await until('it is ready', () => probe.current().ready);
    assert.deepEqual(await search(), [200, undefined]);
  });
});
