import { fileURLToPath } from 'node:url';
import { type LoggedProcess, startLogged } from '@feed/testkit/logged-process';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { testRedis, type TestRedis } from '@feed/testkit/test-redis';
import { buildOnce } from './build.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

const demo = { username: 'demo', password: 'demo-of-the-test' } as const;

/** A whole api that serves the page as it was just built. */
export interface Site {
  readonly url: string;
  readonly database: TestDatabase;
  readonly redis: TestRedis;
  /** Executes an operation as an account, or as a stranger. @throws Error when it fails */
  request(query: string, variables?: object, token?: string): Promise<Record<string, unknown>>;
  /** Registers an account and returns its access token. */
  register(username: string, password?: string): Promise<string>;
  stop(): Promise<void>;
}

/** Call in `before`. */
export async function startSite(env: Record<string, string> = {}): Promise<Site> {
  await buildOnce();
  const [database, redis] = await Promise.all([testDatabase(), testRedis()]);
  const api = startApi({ ...database.env, REDIS_URL: redis.url, DEMO_PASSWORD: demo.password, ...env });
  const { port } = await api.line(({ msg }) => msg === 'the api is listening');
  const url = `http://127.0.0.1:${port}`;
  const request: Site['request'] = (query, variables = {}, token = undefined) =>
    send(url, query, variables, token);
  return {
    ...{ url, database, redis, request },
    register: (username, password = demo.password) => register(request, username, password),
    async stop() {
      api.child.kill('SIGTERM');
      await api.ended();
      await Promise.all([database.drop(), redis.stop()]);
    },
  };
}

const startApi = (env: Record<string, string>): LoggedProcess =>
  startLogged(`${root}services/api/src/main.ts`, {
    ...{ PORT: '0', DRAIN_DELAY_MS: '0', RATE_LOGINS_PER_ADDRESS: '10000' },
    ...env,
  });

async function send(url: string, query: string, variables: object, token?: string) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: Record<string, unknown>; errors?: object[] };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

async function register(request: Site['request'], username: string, password: string): Promise<string> {
  const [firstName = '', lastName = ''] = username
    .split('.')
    .map((part) => part[0]!.toUpperCase() + part.slice(1));
  const input = { username, password, firstName, lastName, email: `${username}@example.com` };
  await request('mutation ($input: RegisterUserInput!) { registerUser(input: $input) { success } }', {
    input,
  });
  const login = 'mutation ($u: String!, $p: String!) { tokenAuth(username: $u, password: $p) { token } }';
  const { tokenAuth } = await request(login, { u: username, p: password });
  return (tokenAuth as { token: string }).token;
}
