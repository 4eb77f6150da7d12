import assert from 'node:assert/strict';
import { createTokens } from '@feed/credentials/tokens';
import { statement } from '@feed/store/postgres/statement';
import { type TestApp, startTestApp } from '../../support/app.js';
import { type Answer, type Client, clientOf, password, type Person } from '../../support/client.js';

const verify = 'mutation ($token: String) { verifyToken(token: $token) { payload } }';
const refresh = `mutation ($token: String, $refreshToken: String) {
  refreshToken(token: $token, refreshToken: $refreshToken) { token payload refreshToken } }`;
const logIn = `mutation ($username: String!, $password: String!) {
  tokenAuth(username: $username, password: $password) { token } }`;
const forAnyone = '{ searchUsers(query: "ada") { id } }';
const forViewers = '{ me { id } }';
const write = 'mutation { createPost(content: "x") { success } }';
const register = `mutation { registerUser(input: {
  username: "x" email: "x" password: "x" firstName: "" lastName: "" }) { success } }`;
const expireRefresh = statement<never>(
  'test.expire_refresh',
  "UPDATE refresh_tokens SET expires_at = now() - interval '1 second' WHERE session_id = $1",
);

/** The message and the reason of each fault. */
const said = {
  none: ['Authentication credentials were not provided.', undefined],
  scheme: ['The Authorization header must be Bearer or JWT and a token', 'TOKEN_SCHEME'],
  invalid: ['Error decoding signature', 'TOKEN_INVALID'],
  expired: ['Signature has expired', 'TOKEN_EXPIRED'],
  ended: ['The session of this token has ended', 'SESSION_ENDED'],
  required: ['Token is required', 'TOKEN_REQUIRED'],
  refreshInvalid: ['Invalid refresh token', 'TOKEN_INVALID'],
  refreshExpired: ['Refresh has expired', 'REFRESH_EXPIRED'],
} as const;

describe('tokens that are not accepted', () => {
  let app: TestApp, client: Client, person: Person, ended: Person;
  let expired: string;

  before(async () => {
    app = await startTestApp();
    client = clientOf(app);
    person = await client.register();
    ended = await client.register();
    await client.data('mutation { logout { success } }', null, ended.token);
    expired = tokenOf(person, -1);
  });
  after(() => app.stop());

  function tokenOf({ id, sessionId, username }: Person, seconds: number, origIat?: number): string {
    const tokens = createTokens({ secret: app.context.config.auth.secret, accessTokenSeconds: seconds });
    return tokens.issue({ userId: id, sessionId, username, ...(origIat !== undefined && { origIat }) }).token;
  }

  const assertSays = ({ errors }: Answer, what: keyof typeof said, about: string): void => {
    const [error] = errors ?? [];
    const { code, reason } = (error?.extensions ?? {}) as { code?: string; reason?: string };
    assert.deepEqual([code, error?.message, reason], ['UNAUTHENTICATED', ...said[what]], about);
  };

  const faulty = (): [keyof typeof said, string][] => [
    ['scheme', `Basic ${Buffer.from('ada:secret').toString('base64')}`],
    ['scheme', person.token],
    ['scheme', `Token ${person.token}`],
    ['invalid', `Bearer ${person.token}x`],
    ['invalid', `Bearer ${person.token} x`],
    ['invalid', 'JWT null'],
    ['expired', `Bearer ${expired}`],
    ['ended', `JWT ${ended.token}`],
  ];

  it('are told apart, also where anonymous callers may go', async () => {
    for (const [what, authorization] of faulty())
      for (const query of [forViewers, forAnyone, write, register]) {
        const { body, status } = await client.post({ query }).set({ authorization });
        assertSays(body as Answer, what, `${authorization} ${query}`);
        assert.equal(status, 200);
      }
  });

  it('do not keep their owners from getting another one', async () => {
    for (const [, authorization] of faulty()) {
      const send = async (query: string, variables: object): Promise<Answer> =>
        (await client.post({ query, variables }).set({ authorization })).body as Answer;
      const { token } = (await send(logIn, { username: person.username, password })).data.tokenAuth;
      assert.equal((await send(verify, { token })).data.verifyToken.payload.username, person.username);
      assert.notEqual((await send(refresh, { token })).data.refreshToken, null);
    }
  });

  it('are not needed by callers who send an empty header, or a scheme without a token', async () => {
    for (const authorization of ['', 'Bearer', 'JWT ']) {
      const ask = async (query: string) =>
        (await client.post({ query }).set({ authorization })).body as Answer;
      assert.equal((await ask(forAnyone)).errors, undefined, authorization);
      assertSays(await ask(forViewers), 'none', authorization);
      assert.equal((await ask(write)).data.createPost.success, false);
    }
  });

  it('are explained by verifyToken', async () => {
    const { verifyToken } = await client.data(verify, { token: person.token });
    assert.deepEqual(Object.keys(verifyToken.payload), ['username', 'exp', 'origIat']);
    const cases = [
      ['required', null],
      ['invalid', 'x'],
      ['invalid', `${person.token}x`],
      ['expired', expired],
      ['ended', ended.token],
    ] as const;
    for (const [what, token] of cases) assertSays(await client.gql(verify, { token }), what, what);
    assertSays(await client.gql('mutation { verifyToken { payload } }'), 'required', 'without the argument');
  });

  it('are explained by refreshToken, which gives no access token a week after the login', async () => {
    const week = 7 * 24 * 3600;
    const now = Math.floor(Date.now() / 1000);
    const renewable = await client.gql(refresh, { token: tokenOf(person, 60, now - week + 60) });
    assert.equal(renewable.data.refreshToken.payload.origIat, now - week + 60);
    const cases: [keyof typeof said, object][] = [
      ['required', {}],
      ['invalid', { token: 'x' }],
      ['expired', { token: expired }],
      ['ended', { token: ended.token }],
      ['refreshExpired', { token: tokenOf(person, 60, now - week - 1) }],
      ['refreshInvalid', { refreshToken: 'x' }],
      ['refreshInvalid', { refreshToken: ended.refreshToken }],
    ];
    for (const [what, variables] of cases)
      assertSays(await client.gql(refresh, variables), what, JSON.stringify(variables));
  });

  it('are explained when a refresh token has expired', async () => {
    const late = await client.register();
    await app.context.database.query(expireRefresh, [late.sessionId]);
    assertSays(await client.gql(refresh, { refreshToken: late.refreshToken }), 'refreshExpired', 'expired');
  });
});
