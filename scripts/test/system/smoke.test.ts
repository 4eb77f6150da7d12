import assert from 'node:assert/strict';
import { readConfig as readApiConfig } from '@feed/settings/api';
import { type AppContext, buildContext as buildApi } from '@feed/api/context';
import { type ApiServer, startServer } from '@feed/api/http/server';
import { buildPipeline } from '@feed/api/schema';
import { freePort } from '@feed/local-servers/free-port';
import { silentLogger } from '@feed/testkit/silent-logger';
import { type TestDatabase, testDatabase } from '@feed/testkit/test-database';
import { type TestRedis, testRedis } from '@feed/testkit/test-redis';
import { readConfig as readWorkerConfig } from '@feed/settings/worker';
import { buildContext as buildWorker } from '@feed/worker/context';
import { createTaskRunner } from '@feed/worker/run-tasks';
import { run } from '../../../packages/cli/test/support/run.js';

describe('feedctl smoke', () => {
  let database: TestDatabase, redis: TestRedis, api: ApiServer, context: AppContext;
  let env: Record<string, string>, url: string;

  before(async () => {
    [database, redis] = await Promise.all([testDatabase(), testRedis()]);
    const fast = { REDIS_TIMEOUT_MS: '1000', SWEEP_INTERVAL: '200', SMTP_URL: 'smtp://127.0.0.1:1' };
    env = { HOST: '127.0.0.1', PORT: '0', ...database.env, REDIS_URL: redis.url, ...fast };
    context = await buildApi(readApiConfig(env), { logger: silentLogger() });
    api = await startServer(context, buildPipeline(context));
    url = `http://127.0.0.1:${api.port}/graphql`;
  });
  after(async () => {
    await api.close(1000);
    await context.close();
    await Promise.all([database.drop(), redis.stop()]);
  });

  it('does what users do, with only the URL', async () => {
    const worker = buildWorker(readWorkerConfig(env), { logger: silentLogger() });
    const runner = createTaskRunner(worker);
    await runner.start();
    const { code, stdout, stderr } = await run(['smoke', '--url', url, '--json'], {});
    await runner.close(1000);
    await worker.close();
    assert.equal(code, 0, stderr);
    const { steps } = JSON.parse(stdout) as { steps: string[] };
    assert.equal(steps.length, 5);
  });

  it('needs no worker, because a post is in feeds as soon as it is written', async () => {
    const { code, stdout } = await run(['smoke', '--url', url, '--wait', '1s'], {});
    assert.equal(code, 0);
    assert.match(stdout, /^ok {2}deleted, it disappeared/m);
  });

  it('rejects what is not a URL', async () => {
    for (const address of ['feed.example.org', 'ftp://feed.example.org/graphql'])
      assert.equal((await run(['smoke', '--url', address], {})).code, 2);
  });

  it('fails where no server responds, and where a different server does', async () => {
    const nobody = await run(['smoke', '--url', `http://127.0.0.1:${await freePort()}/graphql`], {});
    assert.equal(nobody.code, 1);
    assert.match(nobody.stderr, /UNAVAILABLE: .*ECONNREFUSED/);
    const elsewhere = await run(['smoke', '--url', url.replace('graphql', 'nowhere')], {});
    assert.equal(elsewhere.code, 1);
    assert.match(elsewhere.stderr, /UNAVAILABLE: the api responded NOT_FOUND: GraphQL is at/);
  });
});
