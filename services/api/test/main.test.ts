import assert from 'node:assert/strict';
import { statement } from '@feed/store/postgres/statement';
import { neededSchema } from '@feed/store/postgres/migrations/all';
import { type TestDatabase, testDatabase } from '@feed/testkit/test-database';
import { type TestRedis, testRedis } from '@feed/testkit/test-redis';
import request from 'supertest';
import { startApi } from './support/process.js';

describe('the api as a process', () => {
  let database: TestDatabase;
  let redis: TestRedis;
  before(async () => {
    [database, redis] = await Promise.all([testDatabase(), testRedis()]);
  });
  after(async () => {
    await Promise.all([database.drop(), redis.stop()]);
  });

  it('serves, reports and shuts down in order', async () => {
    const api = startApi({ ...database.env, REDIS_URL: redis.url });
    const { port, ops_port } = await api.line(({ msg }) => msg === 'the api is listening');
    const ops = `http://127.0.0.1:${ops_port}`;
    await api.line(({ msg }) => msg === 'readiness');
    await request(ops).get('/readyz').expect(200);
    const call = request(`http://127.0.0.1:${port}`).post('/graphql').set('x-request-id', 'seen-1');
    await call.send({ query: '{ searchUsers(query: "q") { id } }' }).expect(200);
    const { status } = await api.line(({ request_id }) => request_id === 'seen-1');
    assert.equal(status, 200);
    await hasMetrics((await request(ops).get('/metrics')).text);
    api.child.kill('SIGTERM');
    await api.line(({ msg }) => msg === 'shutting down');
    const { body } = await request(ops).get('/readyz').expect(503);
    assert.equal(body.checks.lifecycle, 'draining');
    const last = request(`http://127.0.0.1:${port}`).post('/graphql').set('connection', 'keep-alive');
    await last.send({ query: '{ __typename }' }).expect(200).expect('connection', 'close');
    assert.deepEqual(await api.ended(), [0, null]);
  });

  async function hasMetrics(text: string): Promise<void> {
    for (const sample of [
      'http_request_duration_seconds_count{method="POST",route="graphql",status_code="200"} 1',
      'graphql_operation_duration_seconds_count{operation_type="query",operation_name="searchUsers",outcome="ok"} 1',
      'graphql_rejected_total{rule="depth"} 0',
      'graphql_errors_total{code="READ_ONLY"} 0',
      'db_client_operation_duration_seconds_count{operation="search"} 1',
      'db_client_errors_total{code="UNAVAILABLE"} 0',
      'app_ready 1',
      'db_client_connected 1',
      'db_schema_version_applied ',
      'host_budget_ratio{host="pythonanywhere",resource="memory_bytes"} 0.',
      'pg_pool_max 6',
      'pg_pool_active_connections ',
      'redis_client_connected 1',
      'cache_requests_total{cache="timeline",result="hit"} 0',
      'taskqueue_wakeup_failures_total 0',
      'app_build_info{service="api"',
    ]) {
      assert.ok(text.includes(sample), `${sample} is missing`);
    }
  }

  it('is not ready on an older schema, and is on a newer one', async () => {
    const admin = database.openOwner();
    const forget = statement<never>('test.forget', 'DELETE FROM schema_migrations');
    const record = statement<never>('test.record', 'INSERT INTO schema_migrations (name) VALUES ($1)');
    const readyOn = async (name: string): Promise<number> => {
      await admin.query(forget);
      await admin.query(record, [name]);
      const api = startApi({ ...database.env, REDIS_URL: redis.url });
      const { ops_port } = await api.line(({ msg }) => msg === 'the api is listening');
      await api.line(({ msg }) => msg === 'readiness');
      const { status } = await request(`http://127.0.0.1:${ops_port}`).get('/readyz');
      api.child.kill('SIGKILL');
      return status;
    };
    assert.equal(await readyOn('0000-older'), 503);
    assert.equal(await readyOn(neededSchema), 200);
    assert.equal(await readyOn('9999-newer'), 200);
  });

  it('names every problem of its configuration and exits with 1', async () => {
    const api = startApi({ NODE_ENV: 'production', PORT: 'x', REDIS_URL: 'http://nowhere' });
    assert.deepEqual(await api.ended(), [1, null]);
    for (const name of ['DATABASE_URL', 'REDIS_URL', 'PORT', 'AUTH_SECRET']) {
      assert.match(api.stderr(), new RegExp(name));
    }
  });

  it('starts while Postgres and Redis are unavailable', async () => {
    const nowhere = '127.0.0.1:1';
    const api = startApi({ DATABASE_URL: `postgres://x@${nowhere}/x`, REDIS_URL: `redis://${nowhere}` });
    const { port, ops_port } = await api.line(({ msg }) => msg === 'the api is listening');
    await api.line(({ msg }) => msg === 'Postgres cannot be reached');
    await request(`http://127.0.0.1:${ops_port}`).get('/readyz').expect(503);
    await request(`http://127.0.0.1:${ops_port}`).get('/livez').expect(200);
    const { status, headers, body } = await request(`http://127.0.0.1:${port}`)
      .post('/graphql')
      .send({ query: '{ searchUsers(query: "q") { id } }' });
    assert.equal(body.errors[0].extensions.code, 'UNAVAILABLE');
    assert.deepEqual([body.data, status, headers['retry-after']], [null, 503, '1']);
    api.child.kill('SIGKILL');
  });
});
