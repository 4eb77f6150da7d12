import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { registeredMetrics } from '../../src/check/registered-metrics.js';
import { patience } from '@feed/testkit/patience';
import { type TestDatabase, testDatabase } from '@feed/testkit/test-database';
import { type TestRedis, testRedis } from '@feed/testkit/test-redis';
import { type HangingProxy, hangingProxy } from '../support/hanging-proxy.js';
import { type ServiceProcess, startService } from '../support/service-process.js';

const most = { api: 1500, worker: 850 };
const services = ['api', 'worker'] as const;

const samples = (text: string): string[] => text.split('\n').filter((line) => /^\w/.test(line));
/** The families of a scrape, without those of the process itself. */
const families = (text: string): string[] =>
  [...text.matchAll(/^# TYPE (\w+) /gm)]
    .map(([, name = '']) => name)
    .filter((name) => !/^(nodejs|process)_/.test(name))
    .sort();

function shown(service: 'api' | 'worker'): string[] {
  const { both, ...own } = registeredMetrics();
  return [...both, ...own[service]].map(({ name }) => name).sort();
}

describe('what the services show at /metrics', function () {
  this.timeout(patience(120_000));
  let database: TestDatabase, postgres: HangingProxy, redis: TestRedis;
  let running: Record<(typeof services)[number], ServiceProcess>;

  before(async () => {
    [database, redis] = await Promise.all([testDatabase(), testRedis()]);
    postgres = await hangingProxy(database.env.DATABASE_URL);
    const soon = { STATEMENT_TIMEOUT_MS: '3000', DATABASE_ACQUIRE_TIMEOUT_MS: '500' };
    const env = { ...database.env, ...soon, DATABASE_URL: postgres.url, REDIS_URL: redis.url };
    const [api, worker] = await Promise.all([startService('api', env), startService('worker', env)]);
    running = { api, worker };
    await worker.scrapeWith(/^taskqueue_jobs\{/m, /rediscloud/, /^db_read_only 0/m, /outcome="done"\} [1-9]/);
    await api.scrapeWith(/^app_ready 1/m);
  });
  after(async () => {
    process.kill(redis.pid, 'SIGCONT');
    await Promise.all(services.map((name) => running[name].kill()));
    await Promise.all([postgres.close(), redis.stop()]);
    await database.drop();
  });

  const gql = async (query: string, headers: Record<string, string> = {}) => {
    const call = { method: 'POST', headers: { 'content-type': 'application/json', ...headers } };
    const body = JSON.stringify({ query });
    const { data } = (await (await fetch(`${running.api.url}/graphql`, { ...call, body })).json()) as {
      data?: { tokenAuth?: { token: string } };
    };
    return data;
  };

  it('is accepted by promtool, after work of many kinds', async () => {
    const name = `u${Date.now()}`;
    await gql(`mutation { registerUser(input: { username: "${name}", email: "${name}@example.org",
      password: "correct horse battery", firstName: "A", lastName: "B" }) { success } }`);
    const data = await gql(
      `mutation { tokenAuth(username: "${name}", password: "correct horse battery") { token } }`,
    );
    const authorization = `Bearer ${data?.tokenAuth?.token}`;
    await gql('mutation { createPost(input: { content: "x" }) { success } }', { authorization });
    await gql('{ homeFeed(first: 5) { edges { node { id } } } }', { authorization });
    for (const query of [
      '{',
      '{ nothing }',
      '{ me { id } }',
      'mutation { likePost(postId: "7") { success } }',
    ])
      await gql(query);
    const text = await running.api.scrapeWith(/operation_name="homeFeed",outcome="ok"\} 1$/m);
    for (const scraped of [text, await running.worker.scrape()]) {
      const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
        input: scraped,
        encoding: 'utf8',
      });
      assert.deepEqual([status, stdout, stderr], [0, '', '']);
    }
  });

  for (const name of services) {
    it(`matches the reference and stays within its limit: ${name}`, async () => {
      const text = await running[name].scrape();
      assert.deepEqual(families(text), shown(name));
      assert.ok(samples(text).length <= most[name], `${samples(text).length} series`);
    });
  }

  it('is shown while Postgres and Redis hang, and reports that they do', async () => {
    postgres.hang();
    process.kill(redis.pid, 'SIGSTOP');
    let waiting = true;
    const hopeless = gql('{ searchUsers(query: "q") { id } }').finally(() => (waiting = false));
    for (const name of services) assert.deepEqual(families(await running[name].scrape()), shown(name));
    assert.ok(waiting, 'a scrape took as long as a request that needs Postgres');
    const text = await running.api.scrapeWith(/^db_client_connected 0/m, /^app_ready 0/m);
    assert.doesNotMatch(text, /^db_schema_version_applied /m);
    await hopeless;
  });
});
