import { randomBytes } from 'node:crypto';
import assert from 'node:assert/strict';
import request, { type Test } from 'supertest';
import type { TestApp } from './app.js';

/** A GraphQL response with untyped data. */
export interface Answer {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- assertions say what is expected of it
  data?: any;
  errors?: {
    message: string;
    path?: (string | number)[];
    extensions: { code: string; requestId: string; field?: string };
  }[];
}

export interface Person {
  id: string;
  username: string;
  password: string;
  sessionId: string;
  token: string;
  refreshToken: string;
}

export interface Client {
  /** Posts a document and returns the body of the response, including errors. */
  gql(
    query: string,
    variables?: object | null,
    token?: string,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  /** The same as a supertest request, to assert status and headers. */
  post(body: unknown, token?: string): Test;
  /** `data` of an operation that must succeed. */
  data(query: string, variables?: object | null, token?: string): Promise<NonNullable<Answer['data']>>;
  /** Registers and logs in, through the API. The username is made unique unless it is given. */
  register(input?: Partial<Registration>): Promise<Person>;
  logIn(username: string, password: string): Promise<Omit<Person, 'id'>>;
}

interface Registration {
  username: string;
  email: string;
  password: string;
  firstName: string;
  lastName: string;
  bio: string;
}

export const password = 'correct horse battery';

const registerUser = `mutation ($input: RegisterUserInput!) {
  registerUser(input: $input) { success message errors user { id username } }
}`;

const tokenAuth = `mutation ($username: String!, $password: String!) {
  tokenAuth(username: $username, password: $password) { token refreshToken payload { username } }
}`;

export function clientOf({ url }: Pick<TestApp, 'url'>): Client {
  const post: Client['post'] = (body, token) => {
    const call = request(url).post('/graphql').set('content-type', 'application/json');
    return (token === undefined ? call : call.set('authorization', `Bearer ${token}`)).send(body as object);
  };
  const client: Client = {
    post,
    async gql(query, variables = null, token, headers = {}) {
      return (await post({ query, variables }, token).set(headers)).body as Answer;
    },
    async data(query, variables, token) {
      const { data, errors } = await client.gql(query, variables, token);
      assert.deepEqual(errors ?? [], []);
      return data;
    },
    async logIn(username, secret) {
      const data = await client.data(tokenAuth, { username, password: secret });
      const { token, refreshToken } = data.tokenAuth as { token: string; refreshToken: string };
      return { username, password: secret, token, refreshToken, sessionId: sessionOf(token) };
    },
    async register(input = {}) {
      const username = input.username ?? `user_${randomBytes(5).toString('hex')}`;
      const defaults = {
        username,
        email: `${username}@example.com`,
        password,
        firstName: 'Ada',
        lastName: 'Test',
      };
      const data = await client.data(registerUser, { input: { ...defaults, ...input } });
      assert.equal(data.registerUser.success, true, data.registerUser.message);
      const login = await client.logIn(username, input.password ?? password);
      return { ...login, id: data.registerUser.user.id as string };
    },
  };
  return client;
}

function sessionOf(token: string): string {
  const [, payload = ''] = token.split('.');
  return (JSON.parse(Buffer.from(payload, 'base64url').toString()) as { sid: string }).sid;
}
