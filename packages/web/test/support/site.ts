import { fileURLToPath } from 'node:url';
import { type LoggedProcess, startLogged } from '@feed/testkit/logged-process';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { testRedis, type TestRedis } from '@feed/testkit/test-redis';
import { buildOnce } from './build.js';
import { type Member, type Names, registerMember, type Request, requestTo } from './members.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** A whole api that serves the page as it was just built. */
export interface Site {
  readonly url: string;
  readonly port: number;
  readonly database: TestDatabase;
  readonly redis: TestRedis;
  /** Executes an operation as an account, or as a stranger. @throws Error when it fails */
  readonly request: Request;
  /** Registers an account. */
  member(username: string, names?: Names): Promise<Member>;
  /** Kills the api as `kill -9` does. */
  killApi(): Promise<void>;
  /** Starts the api again on the same port. */
  startApi(): Promise<void>;
  startWorker(): Promise<void>;
  /** Kills the worker as `kill -9` does. */
  killWorker(): Promise<void>;
  stop(): Promise<void>;
}

/** Call in `before`. */
export async function startSite(settings: Record<string, string> = {}): Promise<Site> {
  await buildOnce();
  const [database, redis] = await Promise.all([testDatabase(), testRedis()]);
  const servers = { ...database.env, REDIS_URL: redis.url };
  let api = startApi({ ...servers, ...settings });
  const { port = 0 } = await listening(api);
  let worker: LoggedProcess | undefined;
  const url = `http://127.0.0.1:${port}`;
  const request = requestTo(url);
  return {
    ...{ url, port, database, redis, request },
    member: (username, names) => registerMember(url, request, username, names),
    killApi: () => end(api, 'SIGKILL'),
    async startApi() {
      api = startApi({ ...servers, ...settings, PORT: `${port}` });
      await listening(api);
    },
    async startWorker() {
      worker = startLogged(`${root}services/worker/src/main.ts`, servers);
      await worker.line(({ msg }) => msg === 'the worker is running');
    },
    killWorker: () => end(worker, 'SIGKILL'),
    async stop() {
      await Promise.all([end(api, 'SIGTERM'), end(worker, 'SIGTERM')]);
      await Promise.all([database.drop(), redis.stop()]);
    },
  };
}

/** Tests write and read more, and faster, than people do. */
const unhindered = {
  RATE_LOGINS_PER_ADDRESS: '10000',
  RATE_MUTATIONS_PER_ACCOUNT: '100000',
  RATE_MUTATIONS_PER_ADDRESS: '100000',
};

const startApi = (env: Record<string, string>): LoggedProcess =>
  startLogged(`${root}services/api/src/main.ts`, {
    ...{ PORT: '0', DRAIN_DELAY_MS: '0', DEMO_PASSWORD: 'demo-of-the-test', ...unhindered },
    ...env,
  });

const listening = (api: LoggedProcess) => api.line(({ msg }) => msg === 'the api is listening');

async function end(program: LoggedProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  program?.child.kill(signal);
  await program?.ended();
}
