import { type TestDatabase, testDatabase } from '@feed/testkit/test-database';
import { type TestRedis, testRedis } from '@feed/testkit/test-redis';
import { silentLogger } from '@feed/testkit/silent-logger';
import { type ApiConfig, readConfig } from '@feed/settings/api';
import { type AppContext, buildContext } from '../../src/context.js';
import type { Pipeline } from '../../src/graphql/pipeline.js';
import { type ApiServer, startServer } from '../../src/http/server.js';
import type { Timing } from '../../src/live/socket.js';
import { serveWebSockets } from '../../src/live/websocket.js';
import { buildPipeline } from '../../src/schema.js';

export interface TestApp {
  readonly context: AppContext;
  readonly pipeline: Pipeline;
  readonly api: ApiServer;
  /** The URL of the server, without a path. */
  readonly url: string;
  readonly database: TestDatabase;
  readonly redis: TestRedis;
  /** Closes everything; for `after`. */
  stop(): Promise<void>;
}

export interface TestAppOptions {
  /** Environment variables that override those of a test. */
  env?: Record<string, string>;
  overrides?: Partial<AppContext>;
  /** The servers of another test app, which stops them. Default: its own. */
  servers?: Pick<TestApp, 'database' | 'redis'>;
  /** The intervals at which the api keeps silent connections alive. */
  timing?: Partial<Timing>;
  commentMs?: number;
}

/** All requests of a test come from one address; the limits have tests of their own. */
const generous = {
  RATE_READS_PER_ADDRESS: '1000000',
  RATE_READS_PER_ACCOUNT: '1000000',
  RATE_MUTATIONS_PER_ADDRESS: '1000000',
  RATE_MUTATIONS_PER_ACCOUNT: '1000000',
  RATE_LOGINS_PER_ADDRESS: '1000000',
  RATE_FAILED_LOGINS: '1000000',
  RATE_FAILED_LOGINS_PER_ACCOUNT: '1000000',
  QUOTA_BYTES_PER_ACCOUNT: '1000000000',
  QUOTA_BYTES_PER_ADDRESS: '1000000000000',
};

/** The configuration a test's api has, on this database and Redis. */
function testConfig(
  { database, redis }: { database: Pick<TestDatabase, 'env'>; redis: { url: string } },
  env: Record<string, string> = {},
): ApiConfig {
  return readConfig({
    ...generous,
    HOST: '127.0.0.1',
    PORT: '0',
    OPS_PORT: '0',
    ...database.env,
    REDIS_URL: redis.url,
    REDIS_TIMEOUT_MS: '1000',
    LOG_LEVEL: 'silent',
    // The page has tests of its own.
    WEB: 'false',
    ...env,
  });
}

async function startServers(): Promise<Pick<TestApp, 'database' | 'redis'>> {
  const [database, redis] = await Promise.all([testDatabase(), testRedis()]);
  return { database, redis };
}

/** A whole api on a free port, with a Postgres database and a Redis server of its own. Call in `before`. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const { env, overrides, servers, timing, commentMs } = options;
  const { database, redis } = servers ?? (await startServers());
  const context = await buildContext(testConfig({ database, redis }, env), {
    logger: silentLogger(),
    ...overrides,
  });
  const pipeline = buildPipeline(context);
  const api = await startServer(context, pipeline, { ...(commentMs !== undefined && { commentMs }) });
  const sockets = serveWebSockets({ app: context, pipeline, api, ...(timing && { timing }) });
  return {
    context,
    pipeline,
    api,
    url: `http://127.0.0.1:${api.port}`,
    database,
    redis,
    async stop() {
      sockets.close();
      await api.close(1000);
      await context.close();
      if (!servers) await Promise.all([database.drop(), redis.stop()]);
    },
  };
}
